/*
 * fade_state.h - begin a fade from what a zone shows to what it is to show.
 *
 * The document of the zone then has matrix.fade or strip.fade, see
 * lib/light/fade.h.  A fade begins with the frame of its instant, also within
 * another one, which it ends.  Pure: no I/O, no clock.
 */
#ifndef AMB_PUBLISH_FADE_STATE_H
#define AMB_PUBLISH_FADE_STATE_H

#include "base/why.h"
#include "state.h"

/*
 * fade_time(arg, fade_s, why): the member fade_s of a request or scene, in
 * seconds; *fade_s stays as it is when there is none.  Returns 0, or -1 and
 * why.
 */
int fade_time(const jv *arg, double *fade_s, char why[WHY_MAX]);

/*
 * fade_keep(s, fade_s): keep what s shows, before it is changed, for the
 * fade_begin() that must follow, with the same time.
 */
void fade_keep(const struct zone_state *s, double fade_s);

/*
 * fade_begin(s, change, fade_s, now_ms): let the parts that were changed since
 * fade_keep() fade for fade_s seconds, 0 to FADE_S_MAX.  With 0 nothing fades;
 * a fade that runs is then over in a part that was set, or turned on or off,
 * and goes on, brighter or dimmer, in one whose brightness alone was set.
 */
void fade_begin(struct zone_state *s, const struct state_change *change,
    double fade_s, int64_t now_ms);

/*
 * fade_restore(s, from, id, fade_s, now_ms): state_restore() with a fade, for
 * what shows an earlier or a kept state again.
 */
int fade_restore(struct zone_state *s, struct zone_state *from, const char *id,
    double fade_s, int64_t now_ms);

#endif /* AMB_PUBLISH_FADE_STATE_H */
