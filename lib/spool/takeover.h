/*
 * takeover.h - fill an empty store from the files of a spool.
 *
 * From state/ZONE/scene.json, which every version keeps, and from what amb had
 * before 1.1: state/ZONE/history/, events/ and cursor/, which are then removed.
 */
#ifndef AMB_SPOOL_TAKEOVER_H
#define AMB_SPOOL_TAKEOVER_H

#include "spool/store.h"

/*
 * takeover_open_or_die(use): store_open_or_die(), and do it when the store has
 * no zone and state/ has one.  The caller is the one writer of the spool.  What
 * cannot be read is reported and left out.  Exits 73, too, when the store
 * cannot be written.
 */
void takeover_open_or_die(enum store_use use);

#endif /* AMB_SPOOL_TAKEOVER_H */
