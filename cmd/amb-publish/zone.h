/*
 * zone.h - the state of a zone on disk.
 *
 * The caller holds SPOOL_LOCK_STATE.
 */
#ifndef AMB_PUBLISH_ZONE_H
#define AMB_PUBLISH_ZONE_H

#include <jv.h>

#include "batch.h"

/* zone_ensure(zone): make the first state of a zone that has none.  0 or -1. */
int zone_ensure(const char *zone);

/*
 * zone_load(zone): its state; that of a new zone when there is none that can
 * be read.
 */
jv zone_load(const char *zone);

/*
 * zone_add_state(b, zone, state, parts): add the files of these STATE_ bits.
 * zone_add_history(b, zone, state): add the state to the history, for undo.
 */
void zone_add_state(
    struct batch *b, const char *zone, const jv *state, int parts);
void zone_add_history(struct batch *b, const char *zone, const jv *state);

#endif /* AMB_PUBLISH_ZONE_H */
