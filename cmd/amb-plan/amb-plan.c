/*
 * amb-plan - plan a light: a sentence becomes colours, a mode and a picture
 *
 * reads	scenes, or plain sentences, one a line	standard input
 * writes	scenes with their plan			standard output
 */
#include <limits.h>
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
#include "write.h"

struct planner {
	struct lexicon lex;
	struct match match;
	struct reading reading;
	bool explain;
	bool dry; /* print the request to a helper */
};

/* The plan of the lexicon for the sentence that was read. */
static jv
plan_local(const struct planner *p, const jv *scene)
{
	const struct intent *in = &p->reading.in;
	struct current current = {0};
	struct plan plan;

	if (compose_needs_current(in))
		current_read(scene, &current);
	compose(&p->lex, in, &current, &plan);
	return write_plan(&p->lex, in, &plan, hash_text32(in->source) >> 8);
}

static jv
plan_scene(struct planner *p, jv *scene, const char *text, int64_t deadline_ms)
{
	const struct intent *in = &p->reading.in;
	int asked;
	jv local;
	jv plan;

	match_run(&p->match, &p->lex, text);
	sentence_read(&p->reading, &p->match);
	if (p->explain)
		explain(&p->reading, stderr);
	plan = ask_helpers(scene, in, deadline_ms, p->dry, &asked);
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
	int64_t deadline_ms =
	    clock_ms() + (int64_t)(conf_num(CONF_PLAN_TIMEOUT_S) * 1000);
	char text[MATCH_BYTES + 1];
	jv plan;

	if (msg_str(&scene, "instruction", text, sizeof(text)) == -1) {
		*fault = FAULT_INPUT;
		return scene_fail(scene, "plan", *fault, "no 'instruction'");
	}
	plan = plan_scene(ctx, &scene, text, deadline_ms);
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
		&planner.explain, NULL}};
	const struct options options = {"amb-plan", "[-hnVx] [-d spool]", rows,
	    sizeof(rows) / sizeof(rows[0]), 0};

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	conf_load_or_die(spool);
	stage.timing = planner.dry ? NULL : "plan_s";
	snprintf(
	    path, sizeof(path), "%s/lexicon/lexicon.bin", conf_str(CONF_SHARE));
	lexicon_open_or_die(&planner.lex, path);
	return stage_main(&stage);
}
