/*
 * helper.h - ask other programs for a part of a scene; see amb-helper(7).
 *
 * A helper is PREFIX-NAME in the first folder of AMB_LIBEXEC that has it, else
 * among those that come with amb.  It reads one scene on stdin, writes one
 * JSON object on stdout before AMB_DEADLINE_MS and exits 0, 75 (try again) or
 * 69 (refused, also later).  When it fails it may write the reason on stdout:
 * {"error":{"code","message"}}, code as in amb-scene(5).
 */
#ifndef AMB_SCENE_HELPER_H
#define AMB_SCENE_HELPER_H

#include <stdbool.h>
#include <stdint.h>

#include <jv.h>

#include "scene/scene.h"

enum { HELPER_NAME_MAX = 64 }; /* bytes, with the NUL */

struct helper {
	const char *stage;   /* in errors[].stage: "plan" */
	const char *prefix;  /* "amb-plan" */
	const char *builtin; /* the name in chain that is not a helper */
	const char *chain; /* names in the order to ask, separated by spaces */
	int64_t end_ms;	   /* for all of them together, of clock_elapsed_ms() */
	const char *image_out; /* AMB_IMAGE_OUT, or NULL */
	bool dry; /* -n: the answer, unchecked, is what would be sent */
	/*
	 * check(answer, ctx): the answer in a form that is safe to use, or an
	 * invalid jv that carries a message.  Consumes answer.
	 */
	jv (*check)(jv answer, void *ctx);
	void *ctx;
	/* results */
	int asked; /* how many helpers, with those that failed */
	char answered_by[HELPER_NAME_MAX]; /* its NAME, or "" */
};

/*
 * helper_ask(h, scene): ask the names in h->chain up to the builtin one, until
 * an answer passes the check.  Each failure is added to scene's errors; for
 * a helper that cannot be found or executed there is a warning too, once in a
 * process.  Returns the answer, and fills the results; an invalid jv when the
 * builtin is to do it, which is degraded if a helper was asked.
 */
jv helper_ask(struct helper *h, jv *scene);

#endif /* AMB_SCENE_HELPER_H */
