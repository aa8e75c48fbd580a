/*
 * answer.h - the plan in what a chat endpoint answered.
 */
#ifndef ANSWER_H
#define ANSWER_H

#include <jv.h>

#include "cloud/cloud.h"

/*
 * answer_plan(c, reply): the plan as amb-scene(5) has it, with whatever values
 * the model chose; plan_check() is for the caller.  An invalid jv after
 * cloud_fail() when it declined, was cut short or wrote no JSON.  Consumes
 * reply.
 */
jv answer_plan(struct cloud *c, jv reply);

#endif /* ANSWER_H */
