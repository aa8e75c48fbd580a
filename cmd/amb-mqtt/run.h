/*
 * run.h - keep a connection, and all that goes over it.
 */
#ifndef AMB_MQTT_RUN_H
#define AMB_MQTT_RUN_H

#include <stdbool.h>

/*
 * run(once, verbose): until SIGTERM or SIGINT; or, once, until the broker has
 * acknowledged all that is due.  verbose reports connections on stderr.
 * Returns the exit status.
 */
int run(bool once, bool verbose);

#endif /* AMB_MQTT_RUN_H */
