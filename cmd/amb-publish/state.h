/*
 * state.h - what a zone shows, as a scene changes it.
 *
 * The document is that of amb-store(5): {"zone","id","instruction",
 * "speakable_reason","matrix":{"id","updated_at_ms","plan","image"},
 * "strip":{"id","updated_at_ms","command","plan"},"power","brightness",
 * "change","announced","undone"}, without the pixels; power and brightness are
 * those of control.h; announced and undone are lists of the newest ids that had
 * their generate event, that were undone by.  Pure: no I/O, no clock.
 */
#ifndef AMB_PUBLISH_STATE_H
#define AMB_PUBLISH_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include <jv.h>

#include "order.h"
#include "spool/zones.h"

/* The lists, for state_note(). */
#define STATE_ANNOUNCED "announced"
#define STATE_UNDONE "undone"

/*
 * state_new(zone, width, height, led_count, now_ms, s): a black matrix and a
 * strip of [0,170,255], with ids that are older than any scene's.
 */
void state_new(const char *zone, int width, int height, int led_count,
    int64_t now_ms, struct zone_state *s);

/*
 * state_merge(s, scene, matrix, now_ms): put those parts of scene into s that
 * it has and that s has no newer ones of, see ulid_supersedes(); matrix is the
 * scene's, parsed.
 */
struct state_change state_merge(struct zone_state *s, const jv *scene,
    const struct matrix *matrix, int64_t now_ms);

/* state_did(change): the parts that it has changed. */
int state_did(struct state_change change);

/*
 * state_restore(s, old, id, now_ms): an old state, which it takes over, as a
 * new one, under a new id, without its fades.  Returns which of power and
 * brightness change, as STATE_POWER and STATE_BRIGHTNESS.
 */
int state_restore(struct zone_state *s, struct zone_state *old, const char *id,
    int64_t now_ms);

/*
 * state_changed(s, what, parts, now_ms): note in its member change what was
 * done to these parts: "sentence", "scene" without one, "command" to the strip,
 * "power", "brightness", "undo".  Returns how the history has it: commands to
 * one part, one within five seconds of the other, as when a slider is moved,
 * are one entry.
 */
enum zones_past state_changed(
    struct zone_state *s, const char *what, int parts, int64_t now_ms);

/*
 * state_note(s, list, id): add an id to a list, which keeps the newest 8:
 * a request comes again, if it does, soon, after a process was killed.
 * state_noted(s, list, id): whether it is there.
 * state_keep_notes(s, doc): take over the lists of another document.
 */
void state_note(struct zone_state *s, const char *list, const char *id);
bool state_noted(const struct zone_state *s, const char *list, const char *id);
void state_keep_notes(struct zone_state *s, const jv *doc);

#endif /* AMB_PUBLISH_STATE_H */
