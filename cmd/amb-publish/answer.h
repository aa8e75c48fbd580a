/*
 * answer.h - what a verb gets, and its answer until that is text.
 */
#ifndef AMB_PUBLISH_ANSWER_H
#define AMB_PUBLISH_ANSWER_H

#include <jv.h>

#include "json/text.h"
#include "light/matrix.h"
#include "scene/zone.h"

struct answer_arg {
	jv msg;		       /* an object */
	struct matrix *pixels; /* taken out of its member matrix, or NULL */
};

struct answer {
	int status;	    /* an exit status */
	jv msg;		    /* an object */
	struct text matrix; /* of a scene, taken out of its member matrix */
};

/* answer_refuse(a, status, fmt, ...): {"detail": text}. */
void answer_refuse(struct answer *a, int status, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* answer_code(a, code): say why by a word, too, as the member code. */
void answer_code(struct answer *a, const char *code);

/*
 * answer_zone(arg, zone, a): check zone and id of arg, main and a new one when
 * absent, and copy the zone.  Returns 0; else refuses, frees arg and returns
 * -1.
 */
int answer_zone(jv *arg, char zone[SCENE_ZONE_MAX + 1], struct answer *a);

/*
 * answer_brief(doc, key): a string member for a list, its first 200 bytes at
 * most; null when there is none.
 */
jv answer_brief(const jv *doc, const char *key);

/*
 * answer_scene(a, scene, pixels): a scene, and the pixels that were taken out
 * of its matrix, or NULL.  Consumes scene.
 */
void answer_scene(struct answer *a, jv scene, const struct matrix *pixels);

/*
 * answer_not_stored(a, why): what the request changed was not stored: a scene
 * gets an error, another answer becomes a refusal.
 */
void answer_not_stored(struct answer *a, const char *why);

/* answer_text(a, t): append it, and free it. */
void answer_text(struct answer *a, struct text *t);

#endif /* AMB_PUBLISH_ANSWER_H */
