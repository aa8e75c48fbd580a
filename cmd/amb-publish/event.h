/*
 * event.h - the events that amb-publish sends, as text.  Pure: no I/O, no
 * clock.
 */
#ifndef AMB_PUBLISH_EVENT_H
#define AMB_PUBLISH_EVENT_H

#include <stdbool.h>

#include <jv.h>

#include "json/text.h"
#include "spool/zones.h"

/* event_matrix(s, t), event_strip(s, t): append an update of that part. */
void event_matrix(const struct zone_state *s, struct text *t);
void event_strip(const struct zone_state *s, struct text *t);

/* event_power(s, t), event_brightness(s, t): both parts. */
void event_power(const struct zone_state *s, struct text *t);
void event_brightness(const struct zone_state *s, struct text *t);

/*
 * event_due(scene): whether every part of the target has been made or has
 * failed, so that its generate event can be sent.
 */
bool event_due(const jv *scene);

/*
 * event_generate(scene, m, t): append the status and the result of an
 * instruction; m is the scene's matrix, NULL when it has none.
 */
void event_generate(const jv *scene, const struct matrix *m, struct text *t);

#endif /* AMB_PUBLISH_EVENT_H */
