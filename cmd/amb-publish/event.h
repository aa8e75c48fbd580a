/*
 * event.h - the events that amb-publish sends.  Pure: no I/O, no clock.
 */
#ifndef AMB_PUBLISH_EVENT_H
#define AMB_PUBLISH_EVENT_H

#include <stdbool.h>

#include <jv.h>

/* event_matrix(state), event_strip(state): an update of that part. */
jv event_matrix(const jv *state);
jv event_strip(const jv *state);

/*
 * event_due(scene): whether every part of the target has been made or has
 * failed, so that its generate event can be sent.
 */
bool event_due(const jv *scene);

/* event_generate(scene): the status and the result of an instruction. */
jv event_generate(const jv *scene);

#endif /* AMB_PUBLISH_EVENT_H */
