/*
 * zone.h - what the lights of a zone are, as news say.
 *
 * A zone is read from state/ when it is first asked for; from then on the
 * events change it.  Files are not read again: an event may be seen a moment
 * before the state that it tells of.
 */
#ifndef AMB_ZONE_H
#define AMB_ZONE_H

#include <stdint.h>

#include <jv.h>

#include "light/strip.h"
#include "parcel.h"
#include "scene/scene.h"

/* Clients that are sent the same. */
struct group {
	struct client *first;
	int n;
};

struct zone {
	struct zone *next;
	char name[SCENE_ZONE_MAX + 1];
	jv app; /* {"matrix","strip":{"colors","command"}} */
	struct strip strip;
	struct parcel *picture;	 /* the bytes of the matrix */
	struct parcel *snapshot; /* its state event; NULL when it is old */
	struct group events;
	struct group pictures;
};

/* zone_find(name): the zone of that name, or NULL when there is none. */
struct zone *zone_find(const char *name);

/* zone_free_all(): forget all of them. */
void zone_free_all(void);

/*
 * zone_apply(zone, event): make what an event tells the state.  Returns
 * whether the picture is another.
 */
bool zone_apply(struct zone *z, const jv *event);

/* zone_snapshot(zone): its state event, owned by the zone. */
struct parcel *zone_snapshot(struct zone *z);

/*
 * zone_frame(zone, t_ms, leds): a frame of its strip, leds * 3 bytes, held by
 * the caller.  zone_leds(zone, leds): how many there are when leds, which may
 * be 0, were asked for.
 */
struct parcel *zone_frame(const struct zone *z, int64_t t_ms, int leds);
int zone_leds(const struct zone *z, int leds);

#endif /* AMB_ZONE_H */
