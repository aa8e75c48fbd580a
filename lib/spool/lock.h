/*
 * lock.h - locks between processes, on files of the spool.
 *
 * A lock lasts until its descriptor is closed in every process that has it; the
 * end of a process closes it.
 */
#ifndef AMB_SPOOL_LOCK_H
#define AMB_SPOOL_LOCK_H

#include <stdbool.h>

/*
 * spool_lock(name): wait for an exclusive lock on a file, made when absent.
 * spool_lock_shared(name): wait for a lock that many may have at once.
 * Both return a descriptor whose close releases the lock, or -1 with errno.
 */
int spool_lock(const char *name);
int spool_lock_shared(const char *name);

/*
 * spool_lock_within(name, ms): the same as spool_lock(), for at most ms, then
 * EWOULDBLOCK.  It uses the alarm of the process.
 */
int spool_lock_within(const char *name, int ms);

/*
 * spool_lock_alone_or_die(name, tool): hold an exclusive lock to the end of
 * this process, the one process of this tool in the spool.  Exits 75 when
 * another has it, 73 when the file cannot be made.
 */
void spool_lock_alone_or_die(const char *name, const char *tool);

/*
 * spool_lock_one_of(name, n): hold one of n places to the end of this process.
 * Returns 0, 1 when none is free, or -1 with errno.
 */
int spool_lock_one_of(const char *name, int n);

/*
 * spool_lock_file(name): try to lock an existing file, which its last holder
 * may have moved or removed meanwhile.  Returns a descriptor of the exclusive
 * lock, or -1 when the file is gone or locked.
 */
int spool_lock_file(const char *name);

/*
 * spool_lock_held(name): whether a process has the lock, shared or not.  The
 * test itself holds it for a moment: not for a lock of
 * spool_lock_alone_or_die().
 */
bool spool_lock_held(const char *name);

#endif /* AMB_SPOOL_LOCK_H */
