/*
 * relay.h - have requests done: by the resident amb-publish, else here.
 *
 * Here means as the writer, for as long as a group takes.  A signal to stop
 * waits until a group is done.
 */
#ifndef AMB_PUBLISH_RELAY_H
#define AMB_PUBLISH_RELAY_H

#include <stdbool.h>

#include "group.h"

/*
 * relay_run(requests, n, mend): do n, at most GROUP_MAX, and fill their
 * answers. With mend, here all files of state/ are mended first, unless they
 * are known to be clean.  Exits 73 when the spool cannot be used, 75 when the
 * resident one does not answer.
 */
void relay_run(struct group_request *requests, int n, bool mend);

/* relay_end(): close what relay_run() has opened. */
void relay_end(void);

/*
 * relay_report(request): write the detail of its answer, a refusal, to stderr.
 * Returns false when it is none.
 */
bool relay_report(const struct group_request *request);

/*
 * relay_lines(raw): run the lines of standard input and print the answers: with
 * raw, lines "VERB JSON" and "STATUS JSON"; else scenes, of which those that
 * are none are reported.  Returns the exit status.
 */
int relay_lines(bool raw);

#endif /* AMB_PUBLISH_RELAY_H */
