/*
 * fades.h - the zones whose files follow a fade, once a second.
 *
 * For the resident amb-publish.  No events are sent.  After a fade the files
 * are those of any other change.
 */
#ifndef AMB_PUBLISH_FADES_H
#define AMB_PUBLISH_FADES_H

#include <stdbool.h>

#include "spool/zones.h"

/*
 * fades_begin(): follow fades from now on, and find those that run.  Returns 0,
 * or -1 when the store could not be read: then only new ones are followed.
 */
int fades_begin(void);

/*
 * fades_note(zone, s): its files have been written.  Before fades_begin() it
 * does nothing.
 */
void fades_note(const char *zone, const struct zone_state *s);

/* fades_run(): whether any is followed: files do not agree with the store. */
bool fades_run(void);

/* fades_wait_ms(): when fades_step() has something to do, 0: now, -1: never. */
int fades_wait_ms(void);

/* fades_step(n): write the files of at most n zones that are due. */
void fades_step(int n);

#endif /* AMB_PUBLISH_FADES_H */
