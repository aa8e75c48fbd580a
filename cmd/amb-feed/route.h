/*
 * route.h - the meaning of a request.  Pure: no I/O, no clock.
 */
#ifndef AMB_FEED_ROUTE_H
#define AMB_FEED_ROUTE_H

#include <stdbool.h>

#include "base/why.h"
#include "request.h"
#include "scene/scene.h"

enum route_kind {
	ROUTE_EVENTS,	  /* /ws */
	ROUTE_STRIP,	  /* /ws/strip/raw */
	ROUTE_MATRIX,	  /* /ws/matrix/raw */
	ROUTE_FRAME_RAW,  /* /api/data/strip/frame/raw */
	ROUTE_FRAME_JSON, /* /api/data/strip/frame/json */
	ROUTE_PICTURE,	  /* /api/data/matrix/frame/raw */
	ROUTE_STAT	  /* /stat */
};

enum { ROUTE_FPS_MAX = 60 };

struct feed_route {
	enum route_kind kind;
	char zone[SCENE_ZONE_MAX + 1];
	int fps;  /* frames a second, 1 to ROUTE_FPS_MAX */
	int leds; /* 1 to STRIP_LEDS_MAX; 0: those of the strip */
};

/*
 * route_find(r, fps, out, why): read a request; fps is the default.
 * Returns 0, or the HTTP status of a refusal and writes the reason to why.
 */
int route_find(const struct feed_request *r, int fps, struct feed_route *out,
    char why[WHY_MAX]);

/*
 * route_origin(r, allowed): whether the page that sent r may connect: its
 * origin is this service, or in allowed, separated by spaces, or allowed is
 * "*".  A request without an origin, as only browsers send one, may.
 */
bool route_origin(const struct feed_request *r, const char *allowed);

#endif /* AMB_FEED_ROUTE_H */
