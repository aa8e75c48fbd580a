/*
 * feed.h - who is sent what: the events of a zone, its picture, its frames.
 *
 * An event is sent to all that subscribed to its zone, in order, or to none
 * again: a client that cannot follow is disconnected, so that it begins anew.
 */
#ifndef AMB_FEED_FEED_H
#define AMB_FEED_FEED_H

/*
 * feed_run_or_die(path, stop_fd): follow the events of the spool and serve on
 * the Unix socket path until stop_fd can be read.  Exits 71 when the events
 * cannot be followed, 73 when it cannot listen.
 */
void feed_run_or_die(const char *path, int stop_fd);

#endif /* AMB_FEED_FEED_H */
