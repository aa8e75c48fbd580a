/*
 * stream.h - frames of a strip on a shared clock.
 *
 * Frame number k of a stream is that of the instant k / fps seconds since 1970,
 * so that all clients of a zone, on any machine, get the same.  Clients that
 * want the same zone, rate and number of LEDs share one stream, whose frames
 * are made once.  A client that is behind is sent the newest frame alone.
 */
#ifndef AMB_FEED_STREAM_H
#define AMB_FEED_STREAM_H

#include <stdint.h>

#include "subscribers.h"
#include "zone.h"

/* All streams; all zero is none. */
struct streams {
	struct stream *first;
	int n;
	long made;    /* frames, so far */
	long dropped; /* frames that a client was not sent, so far */
};

/*
 * stream_join(streams, c, z, fps, leds): send frames of a zone to c; leds as
 * for zone_frame().  Exits 71 on lack of memory.
 */
void stream_join(struct streams *streams, struct client *c, struct zone *z,
    int fps, int leds);

/* stream_leave(streams, c): no longer; c has joined one. */
void stream_leave(struct streams *streams, struct client *c);

/*
 * stream_tick(streams): make and send the frames that are due.  Returns in how
 * many microseconds the next is; -1 when there is no stream.
 */
int64_t stream_tick(struct streams *streams);

#endif /* AMB_FEED_STREAM_H */
