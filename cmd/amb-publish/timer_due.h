/*
 * timer_due.h - the verbs by which amb-run does what timers ask for; see
 * amb-publish(1).
 *
 * A timer that is due gets the id of a job.  amb-run queues the job under that
 * id, and then reports it as done.  Until then the same id is handed out, also
 * after a crash, so that the job is queued, and queued once.
 */
#ifndef AMB_PUBLISH_TIMER_DUE_H
#define AMB_PUBLISH_TIMER_DUE_H

#include "answer.h"

/*
 * Within group_run().  Each consumes arg->msg and sets *answer: of timer_take
 * to
 * {"timers","next_ms"}, of timer_done to {"done"}; or to {"detail"}.
 */
void timer_take(struct answer_arg *arg, struct answer *answer);
void timer_done(struct answer_arg *arg, struct answer *answer);

#endif /* AMB_PUBLISH_TIMER_DUE_H */
