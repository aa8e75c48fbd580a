/*
 * stream.h - frames of a strip on a shared clock.
 *
 * Frame number k of a stream is that of the instant k / fps seconds since 1970,
 * so that all who watch a zone, on any machine, see the same.  Clients that
 * want the same zone, rate and number of LEDs share one stream, whose frames
 * are made once.  A client that is behind is sent the newest frame alone.
 */
#ifndef AMB_STREAM_H
#define AMB_STREAM_H

#include <stdint.h>

#include "feed.h"

/* stream_join(c, zone, fps, leds): leds may be 0, see zone_leds(). */
void stream_join(struct client *c, struct zone *z, int fps, int leds);
void stream_leave(struct client *c);

/*
 * stream_tick(): make and queue the frames that are due.  Returns in how many
 * microseconds the next is; -1 when there is no stream.
 */
int64_t stream_tick(void);

/* How many streams there are; frames made and not sent so far. */
int stream_count(void);
long stream_made(void);
long stream_dropped(void);

#endif /* AMB_STREAM_H */
