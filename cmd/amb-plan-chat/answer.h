/*
 * answer.h - the plan in an answer of a chat endpoint.
 */
#ifndef AMB_PLAN_CHAT_ANSWER_H
#define AMB_PLAN_CHAT_ANSWER_H

#include <jv.h>

#include "cloud/cloud.h"

/*
 * answer_plan(c, reply): the members of a plan of amb-scene(5); their values
 * are not checked.  An invalid jv after cloud_fail() when the model declined,
 * was cut short or wrote no JSON.  Consumes reply.
 */
jv answer_plan(struct cloud *c, jv reply);

#endif /* AMB_PLAN_CHAT_ANSWER_H */
