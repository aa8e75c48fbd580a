/*
 * timer_verbs.h - the verbs that add, list and cancel timers; see
 * amb-publish(1).
 */
#ifndef AMB_PUBLISH_TIMER_VERBS_H
#define AMB_PUBLISH_TIMER_VERBS_H

#include "answer.h"

/*
 * Within group_run().  Each consumes arg->msg and sets *answer: of timer_add to
 * {"timer":{"id","due_ms"}}, of timer_list to {"timers","next"}, of
 * timer_cancel to {"cancelled"}; or to {"detail"}.
 */
void timer_add(struct answer_arg *arg, struct answer *answer);
void timer_list(struct answer_arg *arg, struct answer *answer);
void timer_cancel(struct answer_arg *arg, struct answer *answer);

#endif /* AMB_PUBLISH_TIMER_VERBS_H */
