/*
 * resident.h - the resident amb-publish: requests from a socket.
 *
 * Requests that come at the same time are one group.  A client that goes away
 * stops nothing that it has asked for with a whole line.
 */
#ifndef AMB_PUBLISH_RESIDENT_H
#define AMB_PUBLISH_RESIDENT_H

/*
 * resident_run(): serve the spool until SIGTERM or SIGINT.  Returns 0.  Exits
 * 75 when another one does, 74 when the store was moved away, 73 when the spool
 * cannot be used, 71 on lack of a system resource.
 */
int resident_run(void);

#endif /* AMB_PUBLISH_RESIDENT_H */
