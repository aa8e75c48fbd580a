/*
 * zone.h - the current state of each zone.
 *
 * A zone is read from the store when it is first asked for, and again after
 * each of its events.  One that was removed stays, dark, for those who still
 * listen, until it is made anew.
 */
#ifndef AMB_FEED_ZONE_H
#define AMB_FEED_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#include <jv.h>

#include "buffer.h"
#include "light/frame.h"
#include "scene/scene.h"
#include "spool/zones.h"
#include "subscribers.h"

struct zone {
	struct zone *next;
	char name[SCENE_ZONE_MAX + 1];
	bool gone; /* was removed */
	struct zone_state state;
	struct frame_source frames;
	bool fading;		 /* its matrix; the end is to be sent yet */
	struct buffer *picture;	 /* of zone_picture(); NULL at first */
	struct buffer *snapshot; /* its state event; NULL when outdated */
	struct subscribers events;
	struct subscribers pictures;
};

/* The zones that were asked for; all zero is none. */
struct zones {
	struct zone *first;
	/* of picture.c */
	bool fading; /* at least one may */
	bool seen;   /* somebody may see it */
	int64_t k;   /* number of the last frame */
};

/*
 * zone_find(zones, name): the zone of that name, owned by zones, or NULL when
 * there is none.  Exits 71 on lack of memory.
 */
struct zone *zone_find(struct zones *zones, const char *name);

/* zone_loaded(zones, name): the same, NULL also when nobody asked for it. */
struct zone *zone_loaded(const struct zones *zones, const char *name);

/* zone_reload(zones, z): read it again, after an event. */
void zone_reload(struct zones *zones, struct zone *z);

/* zone_free_all(zones): free all of them. */
void zone_free_all(struct zones *zones);

/* zone_snapshot(z): its state event, owned by the zone. */
struct buffer *zone_snapshot(struct zone *z);

/*
 * zone_matrix(z, t_ms): what its matrix shows at t_ms since 1970, width *
 * height * 3 bytes.  The caller drops it.
 * zone_picture(z, t_ms): make z->picture that.  Returns whether it is another
 * one than before.
 */
struct buffer *zone_matrix(const struct zone *z, int64_t t_ms);
bool zone_picture(struct zone *z, int64_t t_ms);

/*
 * zone_frame(z, t_ms, leds): the frame of its strip at t_ms since 1970, leds *
 * 3 bytes; 0 means the LEDs that it has.  The caller drops it.
 */
struct buffer *zone_frame(const struct zone *z, int64_t t_ms, int leds);

#endif /* AMB_FEED_ZONE_H */
