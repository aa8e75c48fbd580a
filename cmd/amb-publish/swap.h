/*
 * swap.h - write one file of state/ZONE/ and exchange it for the old one.
 *
 * A reader sees the old file or the new one, whole.  The caller is the writer,
 * see record.h.
 */
#ifndef AMB_PUBLISH_SWAP_H
#define AMB_PUBLISH_SWAP_H

#include <stdbool.h>

#include "json/text.h"

/*
 * swap_file(zone, file, t, compare): make t the contents of a file of the zone,
 * whose folder is made when there is none; with compare only if it is not so
 * already.  Not synced.  Returns 0, or -1 with errno: the old one stays.
 */
int swap_file(
    const char *zone, const char *file, const struct text *t, bool compare);

#endif /* AMB_PUBLISH_SWAP_H */
