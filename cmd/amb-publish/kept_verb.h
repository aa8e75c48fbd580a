/*
 * kept_verb.h - the verbs that keep what a zone shows under a name.
 */
#ifndef AMB_PUBLISH_KEPT_VERB_H
#define AMB_PUBLISH_KEPT_VERB_H

#include "answer.h"

/*
 * kept_keep(arg, answer): keep it as name.
 * kept_forget(arg, answer): remove what was kept as name.
 * kept_list(arg, answer): what was kept, in the order of names.
 * They consume arg->msg.
 */
void kept_keep(struct answer_arg *arg, struct answer *answer);
void kept_forget(struct answer_arg *arg, struct answer *answer);
void kept_list(struct answer_arg *arg, struct answer *answer);

#endif /* AMB_PUBLISH_KEPT_VERB_H */
