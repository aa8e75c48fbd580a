/*
 * order.h - the parts of a zone, and whether a request comes too late for one.
 *
 * Pure: no I/O, no clock.
 */
#ifndef AMB_PUBLISH_ORDER_H
#define AMB_PUBLISH_ORDER_H

#include <stdint.h>

#include <jv.h>

enum {
	STATE_MATRIX = 1,
	STATE_STRIP = 2,
	STATE_BOTH = 3,
	STATE_RECORD = 4, /* the document itself */
	STATE_POWER = 8,
	STATE_BRIGHTNESS = 16,
	STATE_FADE = 32 /* what a fade changes as it goes on */
};

/* What became of each part of a scene, as STATE_ bits. */
struct state_change {
	int set;	/* put into the state */
	int same;	/* was there already, from this very scene */
	int newer;	/* the state has a newer one */
	int power;	/* parts that were turned on or off */
	int brightness; /* parts whose brightness was set */
};

/*
 * order_compare(doc, path, id, now_ms): below 0 when the id at path is newer
 * than id, see ulid_supersedes(), 0 when it is the same.
 */
int order_compare(
    const jv *doc, const char *path, const char *id, int64_t now_ms);

#endif /* AMB_PUBLISH_ORDER_H */
