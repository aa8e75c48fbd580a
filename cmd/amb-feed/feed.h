/*
 * feed.h - send clients what they asked for: the events of a zone, its
 * picture, or its frames.
 *
 * A client is sent every event of its zone, in order.  One that cannot follow
 * is disconnected, so that it begins anew with the state.
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
