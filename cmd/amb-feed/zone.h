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
#include "light/strip.h"
#include "scene/scene.h"
#include "spool/zones.h"
#include "subscribers.h"

struct zone {
	struct zone *next;
	char name[SCENE_ZONE_MAX + 1];
	bool gone; /* was removed */
	struct zone_state state;
	struct strip strip;	 /* as it is shown */
	struct buffer *picture;	 /* width * height * 3 bytes, as shown */
	struct buffer *snapshot; /* its state event; NULL when outdated */
	struct subscribers events;
	struct subscribers pictures;
};

/* The zones that were asked for; all zero is none. */
struct zones {
	struct zone *first;
};

/*
 * zone_find(zones, name): the zone of that name, owned by zones, or NULL when
 * there is none.  Exits 71 on lack of memory.
 */
struct zone *zone_find(struct zones *zones, const char *name);

/* zone_loaded(zones, name): the same, NULL also when nobody asked for it. */
struct zone *zone_loaded(const struct zones *zones, const char *name);

/*
 * zone_reload(z): read it again, after an event.  Returns whether its picture
 * changed.
 */
bool zone_reload(struct zone *z);

/* zone_free_all(zones): free all of them. */
void zone_free_all(struct zones *zones);

/* zone_snapshot(z): its state event, owned by the zone. */
struct buffer *zone_snapshot(struct zone *z);

/*
 * zone_frame(z, t_ms, leds): the frame of its strip at t_ms since 1970, leds *
 * 3 bytes; 0 means the LEDs that it has.  The caller drops it.
 */
struct buffer *zone_frame(const struct zone *z, int64_t t_ms, int leds);

#endif /* AMB_FEED_ZONE_H */
