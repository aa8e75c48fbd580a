/*
 * control_verb.h - the verbs that set power and brightness.
 */
#ifndef AMB_PUBLISH_CONTROL_VERB_H
#define AMB_PUBLISH_CONTROL_VERB_H

#include "answer.h"

/*
 * control_power(arg, answer), control_brightness(arg, answer): set matrix and
 * strip, as far as arg has them; answer what they are now.  Consume arg->msg.
 */
void control_power(struct answer_arg *arg, struct answer *answer);
void control_brightness(struct answer_arg *arg, struct answer *answer);

#endif /* AMB_PUBLISH_CONTROL_VERB_H */
