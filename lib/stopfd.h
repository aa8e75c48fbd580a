/*
 * stopfd.h - how a resident tool is told to stop.
 */
#ifndef AMB_STOPFD_H
#define AMB_STOPFD_H

/*
 * stopfd_or_die(): a descriptor that is readable once SIGTERM or SIGINT came,
 * which then end nothing by themselves; SIGPIPE is ignored.  Exits 71.
 */
int stopfd_or_die(void);

#endif /* AMB_STOPFD_H */
