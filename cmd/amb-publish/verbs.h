/*
 * verbs.h - what amb-publish can be asked; the table of amb-publish(1).
 */
#ifndef AMB_PUBLISH_VERBS_H
#define AMB_PUBLISH_VERBS_H

#include <jv.h>

#include "answer.h"

/*
 * verbs_run(verb, arg, answer): do it, within group_run().  Consumes arg->msg.
 * Sets *answer, whose msg is null.
 */
void verbs_run(const char *verb, struct answer_arg *arg, struct answer *answer);

#endif /* AMB_PUBLISH_VERBS_H */
