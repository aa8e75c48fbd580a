/*
 * route.h - what a request asks for.  Pure: no I/O, no clock.
 */
#ifndef AMB_ROUTE_H
#define AMB_ROUTE_H

#include <stdbool.h>

#include "scene/scene.h"

enum route_kind {
	ROUTE_EVENTS,	  /* /ws */
	ROUTE_STRIP,	  /* /ws/strip/raw */
	ROUTE_MATRIX,	  /* /ws/matrix/raw */
	ROUTE_FRAME_RAW,  /* /api/data/strip/frame/raw */
	ROUTE_FRAME_JSON, /* /api/data/strip/frame/json */
	ROUTE_STAT	  /* /stat */
};

enum { ROUTE_FPS_MAX = 60 };

/* A request as it came. */
struct ask {
	const char *path;	 /* decoded, without the query */
	const char *const *args; /* "name=value", decoded; ends with NULL */
	const char *origin;	 /* header, or "" */
	const char *host;	 /* header, or "" */
	bool get;		 /* GET or HEAD */
	bool upgrade;		 /* to WebSocket */
};

struct route {
	enum route_kind kind;
	char zone[SCENE_ZONE_MAX + 1];
	int fps;
	int leds; /* 0: as many as the command says */
};

/*
 * route_find(ask, fps, out, why, size): read a request; fps is what is meant
 * when none is said.
 * Returns 0, or the HTTP status of a refusal and writes its text to why[size].
 */
int route_find(
    const struct ask *ask, int fps, struct route *out, char *why, size_t size);

/*
 * route_origin(ask, allowed): whether a page of that origin may connect: it is
 * that of this service, or in allowed, a list by spaces, or that is "*".  What
 * is no browser sends none, and may.
 */
bool route_origin(const struct ask *ask, const char *allowed);

#endif /* AMB_ROUTE_H */
