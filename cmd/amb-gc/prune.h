/*
 * prune.h - what may go from a spool.
 */
#ifndef AMB_GC_PRUNE_H
#define AMB_GC_PRUNE_H

#include <stdbool.h>

/*
 * prune_all(dry, removed): remove what the AMB_KEEP_ settings do not keep; when
 * dry, only print the names on stdout.  Adds to *removed how many there were.
 * Returns 0, or -1 with errno when something could not be removed.
 */
int prune_all(bool dry, int *removed);

#endif /* AMB_GC_PRUNE_H */
