/*
 * timer_event.h - report that the timers of a zone have changed.
 */
#ifndef AMB_PUBLISH_TIMER_EVENT_H
#define AMB_PUBLISH_TIMER_EVENT_H

#include <stdint.h>

#include <jv.h>

/*
 * timer_changed(timer, now_ms): add the event, and wake amb-run.  Within the
 * transaction.  Returns 0 or -1.
 */
int timer_changed(const jv *timer, int64_t now_ms);

#endif /* AMB_PUBLISH_TIMER_EVENT_H */
