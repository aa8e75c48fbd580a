/*
 * picture.h - the matrix of a zone, sent when it changes and while it fades.
 *
 * Frames of a fade are those of the instants k / fps seconds since 1970, fps of
 * STRIP_STREAM_FPS, as in stream.h; the last is where it ends.  One that is as
 * the last is not sent again.  A picture replaces those that still wait to be
 * sent.
 */
#ifndef AMB_FEED_PICTURE_H
#define AMB_FEED_PICTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "zone.h"

/*
 * picture_join(zones, z, c): send its pictures to c, that of now first.
 * subscribers_remove() ends it.
 */
void picture_join(struct zones *zones, struct zone *z, struct client *c);

/* picture_send(z, always): send that of now, unless it was sent last. */
void picture_send(struct zone *z, bool always);

/*
 * picture_tick(zones): send the frames that are due.  Returns in how many
 * microseconds the next is; -1 when none is.
 */
int64_t picture_tick(struct zones *zones);

#endif /* AMB_FEED_PICTURE_H */
