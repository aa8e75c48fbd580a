/*
 * helper.h - ask programs of somebody else's for a part of a scene.
 *
 * A helper is found as PREFIX-NAME in AMB_LIBEXEC; see amb-helper(7).  It reads
 * one scene on stdin, has until AMB_DEADLINE_MS, writes one JSON object on
 * stdout and exits 0, 75 (try again) or 69 (refused for good).  When it fails
 * it may say why on stdout: {"error":{"code","message"}}, code as in
 * amb-scene(5).
 */
#ifndef AMB_SCENE_HELPER_H
#define AMB_SCENE_HELPER_H

#include <stdbool.h>
#include <stdint.h>

#include <jv.h>

#include "scene/scene.h"

struct helper {
	const char *stage;     /* in errors[].stage: "plan" */
	const char *prefix;    /* "amb-plan" */
	const char *builtin;   /* the name in chain that is not a helper */
	const char *chain;     /* names, in the order to ask, by spaces */
	int64_t deadline_ms;   /* for all of them together, since 1970 */
	const char *image_out; /* AMB_IMAGE_OUT, or NULL */
	bool dry; /* -n: the answer, unchecked, is what would be sent */
	/*
	 * check(answer, ctx): the answer made safe to use, or an invalid jv
	 * that carries a message.  Consumes answer.
	 */
	jv (*check)(jv answer, void *ctx);
	void *ctx;
};

/*
 * helper_ask(h, scene): ask the names in h->chain up to the builtin one, until
 * an answer passes the check.  What failed is added to scene's errors.
 * Returns the answer; an invalid jv when the builtin is to do it: it is then
 * degraded if a helper was asked, which *asked tells.
 */
jv helper_ask(const struct helper *h, jv *scene, int *asked);

#endif /* AMB_SCENE_HELPER_H */
