/*
 * touched.h - the zones that a transaction changes.
 */
#ifndef AMB_PUBLISH_TOUCHED_H
#define AMB_PUBLISH_TOUCHED_H

#include <stdbool.h>

#include "record.h"
#include "spool/row.h"

struct touched {
	struct zone_state *state;
	int parts; /* STATE_ bits of the files to write */
	bool removed;
};

/* touched_find(zone): that zone, or NULL. */
struct touched *touched_find(const char *zone);

/*
 * touched_add(zone): one more, with an empty state; there is room, see
 * RECORD_ZONES.
 * touched_drop_last(): forget it, as it could not be loaded.
 */
struct touched *touched_add(const char *zone);
void touched_drop_last(void);

/* touched_zones(): the names of all. */
const struct record_zones *touched_zones(void);

/*
 * touched_write(): write their files, once they are committed.
 * touched_note_ids(): later ids are to be greater than theirs.
 * touched_free(): forget all.
 */
void touched_write(void);
void touched_note_ids(void);
void touched_free(void);

#endif /* AMB_PUBLISH_TOUCHED_H */
