/*
 * lock.h - who may do what in the spool, one process at a time.
 *
 * A lock lasts until its descriptor is closed in every process that has it,
 * however that comes about.
 */
#ifndef AMB_SPOOL_LOCK_H
#define AMB_SPOOL_LOCK_H

#include <stdbool.h>

/*
 * spool_lock(name): wait for an exclusive lock on a file, made when absent.
 * spool_lock_shared(name): wait for a lock that many may have at once.
 * Both return a descriptor whose close lets go, or -1 with errno.
 */
int spool_lock(const char *name);
int spool_lock_shared(const char *name);

/*
 * spool_lock_alone_or_die(name, tool): hold an exclusive lock to the end of
 * this process, of which there may be one a spool.  Exits 75 when another has
 * it, 73 when the file cannot be made.
 */
void spool_lock_alone_or_die(const char *name, const char *tool);

/*
 * spool_lock_one_of(name, n): hold one of n places to the end of this process.
 * Returns 0, 1 when all are taken, or -1 with errno.
 */
int spool_lock_one_of(const char *name, int n);

/*
 * spool_lock_file(name): try for an exclusive lock on a file that is there and
 * that its last holder may have moved or removed meanwhile; it is never made.
 * Returns a descriptor, or -1 when the file is gone or locked.
 */
int spool_lock_file(const char *name);

/*
 * spool_lock_held(name): whether a process has the lock, shared or not.  The
 * lock is taken for a moment to find out: not for one that must be had alone.
 */
bool spool_lock_held(const char *name);

#endif /* AMB_SPOOL_LOCK_H */
