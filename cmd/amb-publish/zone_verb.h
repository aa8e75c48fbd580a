/*
 * zone_verb.h - the verbs about zones as a whole.
 */
#ifndef AMB_PUBLISH_ZONE_VERB_H
#define AMB_PUBLISH_ZONE_VERB_H

#include "answer.h"

/*
 * zone_init(arg, answer): store the first state of a zone that has none.
 * zone_list(arg, answer): a page of the zones, in the order of names.
 * zone_remove(arg, answer): remove a zone and all that was kept of it.
 * zone_status(arg, answer): how many there are, and whether files are mended.
 * They consume arg->msg.
 */
void zone_init(struct answer_arg *arg, struct answer *answer);
void zone_list(struct answer_arg *arg, struct answer *answer);
void zone_remove(struct answer_arg *arg, struct answer *answer);
void zone_status(struct answer_arg *arg, struct answer *answer);

#endif /* AMB_PUBLISH_ZONE_VERB_H */
