/*
 * files.h - the files in state/ZONE/, made from what the zone shows.
 *
 * Each is written whole, as .NAME, and exchanged for the old one, scene.json
 * last; they are not synced: the store is what lasts.  The caller is the
 * writer, see record.h.
 */
#ifndef AMB_PUBLISH_FILES_H
#define AMB_PUBLISH_FILES_H

#include <stdbool.h>

#include "spool/zones.h"

/*
 * files_write(zone, s, parts, compare): write those that show any of these
 * STATE_ bits; with compare only those that are not so already.  Returns 0, or
 * -1 with errno: some of them may then be old.
 */
int files_write(
    const char *zone, const struct zone_state *s, int parts, bool compare);

/*
 * files_remove(zone): those of a zone that was removed.  What cannot be removed
 * is reported on standard error.
 */
void files_remove(const char *zone);

#endif /* AMB_PUBLISH_FILES_H */
