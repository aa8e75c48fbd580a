/*
 * state.h - what the lights of a zone are now, as one document.
 *
 * The document is state/ZONE/scene.json: {"zone","id","instruction",
 * "speakable_reason","matrix":{"id","updated_at_ms","width","height","pixels",
 * "plan","image"},"strip":{"id","updated_at_ms","command","plan"}}.  All other
 * files of state/ZONE/ are made from it.  Pure: no I/O, no clock.
 */
#ifndef AMB_STATE_H
#define AMB_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jv.h>

enum {
	STATE_MATRIX = 1,
	STATE_STRIP = 2,
	STATE_BOTH = 3,
	STATE_RECORD = 4 /* scene.json itself */
};

/*
 * state_new(zone, width, height, led_count, now_ms): a black matrix and a
 * strip of [0,170,255], with ids that any scene beats.
 */
jv state_new(
    const char *zone, int width, int height, int led_count, int64_t now_ms);

/*
 * state_merge(state, scene, now_ms, parts, old): put those parts of scene into
 * state that it has and that are newer than state's own.  Consumes state.
 * Sets *parts to the STATE_ bits that were put and *old to those of which
 * state has a newer one.  An id of more than an hour from now is no newer than
 * any other: it was made by a clock that was wrong.
 */
jv state_merge(jv state, const jv *scene, int64_t now_ms, int *parts, int *old);

/*
 * state_restore(past, id, now_ms): an old state as a new one, under a new id.
 * Consumes past.
 */
jv state_restore(jv past, const char *id, int64_t now_ms);

/* One file of state/ZONE/, and the parts that it shows. */
struct projection {
	const char *name;
	int parts;
	/*
	 * make(state, len): its bytes, for the caller to free; their number
	 * goes to *len.
	 */
	char *(*make)(const jv *state, size_t *len);
};

extern const struct projection projections[];
extern const size_t projections_len;

#endif /* AMB_STATE_H */
