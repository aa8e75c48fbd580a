/*
 * signal.h - how a resident tool is told to stop.
 */
#ifndef AMB_BASE_SIGNAL_H
#define AMB_BASE_SIGNAL_H

/*
 * signal_stop_fd_or_die(): a descriptor that is readable once SIGTERM or SIGINT
 * came, which then end nothing by themselves; SIGPIPE is ignored.  Exits 71.
 */
int signal_stop_fd_or_die(void);

#endif /* AMB_BASE_SIGNAL_H */
