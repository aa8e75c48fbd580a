/*
 * signal.h - signals of a resident tool, read from a descriptor.
 *
 * They interrupt no system call.
 */
#ifndef AMB_BASE_SIGNAL_H
#define AMB_BASE_SIGNAL_H

/*
 * signal_fd_or_die(also): a descriptor for poll(2), closed on exec, that is
 * readable once SIGTERM, SIGINT or, unless it is 0, the signal also arrived.
 * These are blocked from now on, so they do not end the process, and SIGPIPE is
 * ignored.  Call it once in a process.  Exits 71 on failure.
 */
int signal_fd_or_die(int also);

/* signal_next(fd): the next signal that arrived; 0 when there is none. */
int signal_next(int fd);

/*
 * signal_restore(): undo all of it, in a child that does other work; only
 * SIGPIPE is set when nothing was blocked.
 */
void signal_restore(void);

#endif /* AMB_BASE_SIGNAL_H */
