/*
 * signal.h - how a resident tool is told to stop, and of children that end.
 *
 * Signals arrive through a descriptor and interrupt nothing.
 */
#ifndef AMB_BASE_SIGNAL_H
#define AMB_BASE_SIGNAL_H

/*
 * signal_fd_or_die(also): a descriptor for poll(2), closed on exec, that is
 * readable once SIGTERM, SIGINT or the signal also, unless that is 0, came.
 * From then on these are blocked, so that they end nothing by themselves, and
 * SIGPIPE is ignored.  To be called once in a process.  Exits 71.
 */
int signal_fd_or_die(int also);

/* signal_next(fd): the number of a signal that came; 0 when none is left. */
int signal_next(int fd);

/* signal_restore(): undo all of it, in a child that does other work. */
void signal_restore(void);

#endif /* AMB_BASE_SIGNAL_H */
