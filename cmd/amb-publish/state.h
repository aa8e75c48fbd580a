/*
 * state.h - the state of the lights of a zone, one document.
 *
 * The document is state/ZONE/scene.json: {"zone","id","instruction",
 * "speakable_reason","matrix":{"id","updated_at_ms","width","height","pixels",
 * "plan","image"},"strip":{"id","updated_at_ms","command","plan"},
 * "announced"}; announced is the id of the newest generate event.  Pure: no
 * I/O, no clock.
 */
#ifndef AMB_PUBLISH_STATE_H
#define AMB_PUBLISH_STATE_H

#include <stdint.h>

#include <jv.h>

enum {
	STATE_MATRIX = 1,
	STATE_STRIP = 2,
	STATE_BOTH = 3,
	STATE_RECORD = 4 /* the document itself */
};

/*
 * state_new(zone, width, height, led_count, now_ms): a black matrix and a
 * strip of [0,170,255], with ids that are older than any scene's.
 */
jv state_new(
    const char *zone, int width, int height, int led_count, int64_t now_ms);

/*
 * state_merge(state, scene, now_ms, set, newer): put those parts of scene into
 * state that it has and that are newer than state's own.  Consumes state.
 * Sets *set to the STATE_ bits that were put and *newer to those of which state
 * has a newer one.  An id that is more than an hour ahead of now_ms, made by
 * a wrong clock, is older than any other.
 */
jv state_merge(jv state, const jv *scene, int64_t now_ms, int *set, int *newer);

/*
 * state_restore(past, id, now_ms): an old state as a new one, under a new id.
 * Consumes past.
 */
jv state_restore(jv past, const char *id, int64_t now_ms);

/*
 * state_matrix(scene): {"width","height","pixels"} of a state or scene; null
 * when it has no pixels.
 */
jv state_matrix(const jv *scene);

#endif /* AMB_PUBLISH_STATE_H */
