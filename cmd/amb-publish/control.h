/*
 * control.h - power and brightness of the parts of a zone.
 *
 * The document has {"power":{"matrix","strip","updated_at_ms","id","ids":{
 * "matrix","strip"}}}, and brightness likewise; the ids are those of the
 * requests that set the values, so that an older request does not; id is that
 * of the last one, which its event has.  Pure: no I/O, no clock.
 */
#ifndef AMB_PUBLISH_CONTROL_H
#define AMB_PUBLISH_CONTROL_H

#include "base/why.h"
#include "order.h"
#include "spool/zones.h"

#define CONTROL_POWER "power"
#define CONTROL_BRIGHTNESS "brightness"

/*
 * control_check(values, name, why): the members matrix and strip of values,
 * each of which may be absent: booleans of power, numbers from 0 to 1 of
 * brightness.  Returns 0, or -1 and why.
 */
int control_check(const jv *values, const char *name, char why[WHY_MAX]);

/*
 * control_set(s, name, values, id, now_ms, change): set those that are there
 * and that no newer request has set.  values were checked.  Returns the STATE_
 * bits of the parts that it set; of the others it notes in change whether this
 * request had set them before, or a newer one did.
 */
int control_set(struct zone_state *s, const char *name, const jv *values,
    const char *id, int64_t now_ms, struct state_change *change);

/*
 * control_turn_on(s, parts, id, now_ms): what a sentence does to the parts that
 * it sets.  Returns the STATE_ bits of those that were off.
 */
int control_turn_on(
    struct zone_state *s, int parts, const char *id, int64_t now_ms);

/*
 * control_restore(s, from, id, now_ms): power and brightness of another
 * document as new ones.  Returns which of them are others than before, as
 * STATE_POWER and STATE_BRIGHTNESS.
 */
int control_restore(
    struct zone_state *s, const jv *from, const char *id, int64_t now_ms);

#endif /* AMB_PUBLISH_CONTROL_H */
