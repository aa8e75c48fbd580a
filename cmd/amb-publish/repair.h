/*
 * repair.h - make the files in state/ agree with the store again.
 *
 * After a writer was killed, after a power cut, or when they could not be
 * written.  The zone main is first.  The caller is the writer, see record.h.
 */
#ifndef AMB_PUBLISH_REPAIR_H
#define AMB_PUBLISH_REPAIR_H

#include <stdbool.h>

/*
 * repair_begin(all): see how the files stand and mend those of single zones at
 * once; when all may be wrong, or with all unless they are clean, all are due.
 * Returns 0, or -1 with errno.
 */
int repair_begin(bool all);

/* repair_later(): files could not be written; all are due. */
void repair_later(void);

/* repair_is_due(): whether there are files to mend. */
bool repair_is_due(void);

/*
 * repair_step(n): mend the files of at most n zones.  Returns 0; -1 when a file
 * could not be written or the store not be read, which was reported: try again
 * later, from where it stopped.
 */
int repair_step(int n);

/* repair_all(): until nothing is due.  Returns 0 or -1, as repair_step(). */
int repair_all(void);

/* repair_done(): how many zones were mended since all were due. */
int repair_done(void);

#endif /* AMB_PUBLISH_REPAIR_H */
