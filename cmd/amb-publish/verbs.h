/*
 * verbs.h - what amb-publish can be asked; the table of amb-publish(1).
 */
#ifndef AMB_PUBLISH_VERBS_H
#define AMB_PUBLISH_VERBS_H

#include <jv.h>

/*
 * verbs_run(verb, arg, answer): do it, within group_run().  Consumes arg.
 * Returns the exit status and sets *answer.
 */
int verbs_run(const char *verb, jv arg, jv *answer);

/* verbs_refuse(fmt, ...): {"detail": text}. */
jv verbs_refuse(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * verbs_not_stored(why, answer): turn the answer of a request whose change was
 * not stored into that of a failure.  Returns its exit status.
 */
int verbs_not_stored(const char *why, jv *answer);

#endif /* AMB_PUBLISH_VERBS_H */
