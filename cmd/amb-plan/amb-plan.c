/*
 * amb-plan - plan a light: a sentence becomes colours, a mode and a picture.
 *
 * Reads scenes, or plain sentences, one a line; writes scenes with their plan.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "ask.h"
#include "base/clock.h"
#include "base/diag.h"
#include "conf/conf.h"
#include "explain.h"
#include "compose/current.h"
#include "scene/helper.h"
#include "scene/stage.h"
#include "speech/speech.h"
#include "write.h"
#include "json/msg.h"

struct planner {
	struct lexicon lex;
	struct match match;
	bool explain;
	bool dry; /* only print what a helper would send */
};

static void
usage(FILE *out)
{
	fputs("usage: amb-plan [-hnx] [-d spool]\n", out);
}

static unsigned
seed_of(const char *text)
{
	unsigned h = 2166136261u;

	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char)*text) * 16777619u;
	return h >> 8;
}

/* What this sentence asks for, done here. */
static jv
plan_local(struct planner *p, const jv *scene, const struct intent *in,
    const char *text)
{
	struct now now = {0};
	struct plan plan;

	if (compose_needs_now(in))
		now_read(scene, &now);
	compose(&p->lex, in, &now, &plan);
	return write_plan(&p->lex, in, &plan, seed_of(text));
}

static jv
plan_scene(struct planner *p, jv *scene, const char *text, int64_t deadline_ms)
{
	struct intent in;
	int asked;
	jv plan;

	match_run(&p->match, &p->lex, text);
	intent_read(&p->match, &in);
	if (p->explain)
		explain(&p->match, &in, stderr);
	plan = ask_helpers(scene, &in, deadline_ms, p->dry, &asked);
	if (jv_is_valid(plan) && p->dry) {
		jv_free(*scene);
		*scene = plan;
		return jv_invalid();
	}
	if (jv_is_valid(plan) && in.alert)
		return ask_guard(plan, plan_local(p, scene, &in, text));
	if (jv_is_valid(plan))
		return speak_missing(&p->lex, plan, in.zh);
	jv_free(plan);
	plan = plan_local(p, scene, &in, text);
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

static int
run(bool tell, bool dry)
{
	struct planner *p = calloc(1, sizeof(*p));
	struct stage stage = {"plan", dry ? NULL : "plan_s", true, work, p};
	char path[PATH_MAX];
	int status;

	if (p == NULL)
		die_errno(EX_OSERR, "cannot plan");
	p->explain = tell;
	p->dry = dry;
	snprintf(
	    path, sizeof(path), "%s/lexicon/lexicon.bin", conf_str(CONF_SHARE));
	lexicon_open_or_die(&p->lex, path);
	status = stage_main(&stage);
	free(p);
	return status;
}

int
main(int argc, char **argv)
{
	const char *spool = NULL;
	bool tell = false;
	bool dry = false;
	int c;

	diag_init(argv[0]);
	while ((c = getopt(argc, argv, "d:hnx")) != -1) {
		switch (c) {
		case 'd':
			spool = optarg;
			break;
		case 'n':
			dry = true;
			break;
		case 'x':
			tell = true;
			break;
		case 'h':
			usage(stdout);
			return stdout_close();
		default:
			usage(stderr);
			return EX_USAGE;
		}
	}
	if (optind != argc) {
		usage(stderr);
		return EX_USAGE;
	}
	conf_load_or_die(spool);
	return run(tell, dry);
}
