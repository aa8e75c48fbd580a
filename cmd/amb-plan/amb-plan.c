/*
 * amb-plan - plan a light: a sentence becomes colours, a mode and a picture
 *
 * reads	scenes, or plain sentences, one a line	standard input
 * writes	scenes with their plan			standard output
 */
#include <limits.h>
#include <math.h>
#include <stdio.h>

#include "ask.h"
#include "base/clock.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/options.h"
#include "compose/compose.h"
#include "conf/conf.h"
#include "explain.h"
#include "json/msg.h"
#include "read/sentence.h"
#include "scene/stage.h"
#include "speech/speech.h"

struct planner {
	struct lexicon lex;
	struct match match;
	struct reading reading;
	bool explain;
	bool dry; /* print the request to a helper */
};

static jv
write_colors(const struct strip *s)
{
	jv list = jv_array();
	int i;

	for (i = 0; i < s->n_colors; i++)
		list = jv_array_append(list, color_json(&s->colors[i]));
	return list;
}

static jv
write_strip(const struct speech *speech)
{
	const struct strip *s = &speech->plan->strip;
	char reason[SPEECH_BYTES];

	speech_reason(speech, PART_STRIP, reason);
	return msg_obj("theme", jv_string(speech_theme(speech)), "mode",
	    jv_string(strip_mode_name(s->mode)), "speed", jv_number(s->speed),
	    "brightness", jv_number(s->brightness), "colors", write_colors(s),
	    "reason", jv_string(reason), NULL);
}

static jv
write_picture(const struct speech *speech)
{
	const struct picture *p = &speech->plan->picture;
	char reason[SPEECH_BYTES];
	jv subjects = jv_array();
	jv ground = jv_array();
	int i;

	speech_reason(speech, PART_MATRIX, reason);
	for (i = 0; i < p->n_subjects; i++)
		subjects = jv_array_append(subjects, jv_string(p->subject[i]));
	for (i = 0; i < p->n_ground; i++)
		ground = jv_array_append(ground, msg_rgb(p->ground[i]));
	return msg_obj("scene_prompt", jv_string(p->prompt), "subjects",
	    subjects, "background", ground, "reason", jv_string(reason),
	    "image_model", jv_string("paint"), "text",
	    p->text[0] != '\0' ? jv_string(p->text) : jv_invalid(), NULL);
}

static jv
write_power(const struct plan *plan)
{
	static const struct {
		const char *name;
		int part;
	} parts[] = {{"matrix", PART_MATRIX}, {"strip", PART_STRIP}};
	jv power = jv_invalid();
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (plan->power[parts[i].part] != -1)
			power = msg_set(
			    jv_is_valid(power) ? power : jv_object(),
			    parts[i].name, jv_bool(plan->power[parts[i].part]));
	return power;
}

static jv
write_brightness(const struct plan *plan)
{
	return plan->screen < 0
		   ? jv_invalid()
		   : msg_obj("matrix", jv_number(plan->screen), NULL);
}

/* The member plan of a scene; seed selects one of several sentences about it.
 */
static jv
write_plan(const struct lexicon *lex, const struct intent *in,
    const struct plan *plan, uint32_t seed)
{
	static const char *const targets[] = {[PART_STRIP] = "strip",
	    [PART_MATRIX] = "matrix",
	    [PART_BOTH] = "both"};
	char sentence[SPEECH_BYTES] = "";
	struct speech speech;

	speech_init(&speech, lex, in, plan);
	speech_sentence(&speech, seed, sentence);
	return msg_obj("target", jv_string(targets[plan->parts]), "planner",
	    jv_string("local"), "degraded", jv_false(), "confidence",
	    jv_number(round(in->confidence * 100) / 100), "matrix",
	    plan->made & PART_MATRIX ? write_picture(&speech) : jv_invalid(),
	    "strip",
	    plan->made & PART_STRIP ? write_strip(&speech) : jv_invalid(),
	    "power", write_power(plan), "brightness", write_brightness(plan),
	    "speakable_reason", jv_string(sentence), NULL);
}

/* The plan of the lexicon for the sentence that was read. */
static jv
plan_local(const struct planner *p, const jv *scene)
{
	const struct intent *in = &p->reading.in;
	struct current current;
	struct plan plan;

	current_init(&current);
	if (compose_needs_current(in))
		current_read(scene, &current);
	compose(&p->lex, in, &current, &plan);
	return write_plan(&p->lex, in, &plan, hash_text32(in->source) >> 8);
}

static jv
plan_scene(struct planner *p, jv *scene, const char *text, int64_t end_ms)
{
	const struct intent *in = &p->reading.in;
	int asked;
	jv local;
	jv plan;

	match_run(&p->match, &p->lex, text);
	sentence_read(&p->reading, &p->match);
	if (p->explain)
		explain(&p->reading, stderr);
	plan = ask_helpers(scene, in, end_ms, p->dry, &asked);
	if (jv_is_valid(plan) && p->dry) {
		jv_free(*scene);
		*scene = plan;
		return jv_invalid();
	}
	if (jv_is_valid(plan) && !in->alert)
		return speech_complete(&p->lex, plan, in->zh);
	local = plan_local(p, scene);
	if (jv_is_valid(plan)) /* in danger the light of the lexicon is used */
		local = msg_copy_member(local, &plan, "planner");
	else
		local = msg_set(local, "degraded", jv_bool(asked > 0));
	jv_free(plan);
	return local;
}

static jv
work(jv scene, enum fault *fault, void *ctx)
{
	int64_t end_ms = clock_elapsed_ms() +
			 (int64_t)(conf_num(CONF_PLAN_TIMEOUT_S) * 1000);
	char text[MATCH_BYTES + 1];
	jv plan;

	if (msg_str(&scene, "instruction", text, sizeof(text)) == -1) {
		*fault = FAULT_INPUT;
		return scene_fail(scene, "plan", *fault, "no 'instruction'");
	}
	plan = plan_scene(ctx, &scene, text, end_ms);
	return jv_is_valid(plan) ? msg_set(scene, "plan", plan) : scene;
}

int
main(int argc, char *argv[])
{
	static struct planner planner;
	struct stage stage = {
	    .name = "plan", .text = true, .work = work, .ctx = &planner};
	const char *spool = NULL;
	char path[PATH_MAX];
	const struct option_row rows[] = {
	    {'d', NULL, "spool", "read the current light from this spool", NULL,
		&spool},
	    {'n', NULL, NULL, "print the request to a helper", &planner.dry,
		NULL},
	    {'x', NULL, NULL, "explain each word on standard error",
		&planner.explain, NULL},
	    {0}};
	const struct options options = {
	    "amb-plan", "[-hnVx] [-d spool]", rows, 0};

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	conf_load_or_die(spool);
	stage.timing = planner.dry ? NULL : "plan_s";
	snprintf(
	    path, sizeof(path), "%s/lexicon/lexicon.bin", conf_str(CONF_SHARE));
	lexicon_open_or_die(&planner.lex, path);
	return stage_main(&stage);
}
