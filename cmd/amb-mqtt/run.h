/*
 * run.h - keep a connection, and all that goes over it.
 */
#ifndef AMB_RUN_H
#define AMB_RUN_H

#include <stdbool.h>

/*
 * run(once, verbose): until a signal comes; or, once, until all that is due is
 * with the broker.  verbose tells of connections.  Returns the exit status.
 */
int run(bool once, bool verbose);

#endif /* AMB_RUN_H */
