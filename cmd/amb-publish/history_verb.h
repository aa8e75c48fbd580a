/*
 * history_verb.h - the verbs that show again what a zone showed before.
 */
#ifndef AMB_PUBLISH_HISTORY_VERB_H
#define AMB_PUBLISH_HISTORY_VERB_H

#include "answer.h"

/*
 * history_undo(arg, answer): the entry before the newest.
 * history_redo(arg, answer): the last that was undone.
 * history_restore(arg, answer): that with the id entry, as a new entry.
 * history_recall(arg, answer): what was kept as name, as a new entry.
 * Each once for the id of arg.  They consume arg->msg.
 */
void history_undo(struct answer_arg *arg, struct answer *answer);
void history_redo(struct answer_arg *arg, struct answer *answer);
void history_restore(struct answer_arg *arg, struct answer *answer);
void history_recall(struct answer_arg *arg, struct answer *answer);

#endif /* AMB_PUBLISH_HISTORY_VERB_H */
