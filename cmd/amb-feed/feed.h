/*
 * feed.h - send clients the events, the pictures or the frames of a zone.
 *
 * A client is sent every event of its zone, in order.  One that is too slow is
 * disconnected; when it connects again, it is sent the state first.
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
