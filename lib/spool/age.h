/*
 * age.h - which files of a folder are the oldest, whatever clock made them.
 *
 * An id from a wrong clock (ulid.h) counts as the oldest; a time of a file that
 * is ahead of the clock counts as now, and is set to it.  So what a wrong clock
 * has left is run, and removed, as all else.
 */
#ifndef AMB_SPOOL_AGE_H
#define AMB_SPOOL_AGE_H

#include <stdint.h>

/*
 * age_list(folder, names): as spool_list(), the oldest first by their ids;
 * those from a wrong clock come before all others.
 */
int age_list(const char *folder, char ***names);

/*
 * age_made_ms(folder, file): when it was made, milliseconds since 1970, at most
 * CLOCK_AHEAD_MS ahead: by its id, else, also when that is from a wrong clock,
 * by the time of the file.  INT64_MAX when there is no such file.
 */
int64_t age_made_ms(const char *folder, const char *file);

#endif /* AMB_SPOOL_AGE_H */
