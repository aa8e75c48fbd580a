/*
 * publisher.h - ask amb-publish, resident or not; see amb-publish(1).
 *
 * To ask the same again is safe: what has an id is done once.
 */
#ifndef AMB_SPOOL_PUBLISHER_H
#define AMB_SPOOL_PUBLISHER_H

#include <jv.h>

enum { PUBLISHER_ANSWER_S = 20 }; /* that an answer is waited for */

/*
 * publisher_ask(verb, arg, answer): ask the resident amb-publish; when there is
 * none, or it ends before it has answered, run one.  Consumes arg.  Returns the
 * exit status, and sets *answer to the object that came with it; 75 when none
 * came in time, 71 when none could be run: *answer is then {"detail"}.
 */
int publisher_ask(const char *verb, jv arg, jv *answer);

/*
 * publisher_resident(verb, arg, seconds, answer): the same of the resident one
 * alone, which must answer within so many seconds; -1 when there is none, or it
 * ends before it has answered.
 */
int publisher_resident(const char *verb, jv arg, int seconds, jv *answer);

#endif /* AMB_SPOOL_PUBLISHER_H */
