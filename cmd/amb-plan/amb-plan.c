/*
 * amb-plan - plan a light: a sentence becomes colours, a mode and a picture.
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
	bool dry; /* only print what a helper would send */
};

/* What this sentence asks for, done here. */
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
	if (jv_is_valid(plan) && in->alert)
		return ask_guard(plan, plan_local(p, scene));
	if (jv_is_valid(plan))
		return speech_complete(&p->lex, plan, in->zh);
	jv_free(plan);
	plan = plan_local(p, scene);
	return msg_set(plan, "degraded", jv_bool(asked > 0));
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
	    {'d', NULL, "spool", "read here what is lit now", NULL, &spool},
	    {'n', NULL, NULL, "print what a helper would be asked",
		&planner.dry, NULL},
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
