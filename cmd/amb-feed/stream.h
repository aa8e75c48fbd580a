/*
 * stream.h - frames of a strip on a shared clock.
 *
 * Frame number k of a stream is that of the instant k / fps seconds since 1970,
 * so all clients of a zone, on any machine, get the same.  Clients with the
 * same zone, rate and number of LEDs share one stream, whose frames are made
 * once.  A frame replaces those that still wait to be sent.
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
	long dropped; /* frames that were not sent to a client, so far */
};

/*
 * stream_join(streams, c, z, fps, leds): send frames of a zone to c; leds as
 * for zone_frame().  Exits 71 on lack of memory.
 */
void stream_join(struct streams *streams, struct client *c, struct zone *z,
    int fps, int leds);

/* stream_leave(streams, c): send none any more; c has joined a stream. */
void stream_leave(struct streams *streams, struct client *c);

/*
 * stream_tick(streams): make and send the frames that are due.  Returns in how
 * many microseconds the next is due; -1 when there is no stream.
 */
int64_t stream_tick(struct streams *streams);

#endif /* AMB_FEED_STREAM_H */
