/*
 * view.h - what there is to show: a matrix, a strip, or both.
 */
#ifndef AMB_VIEW_H
#define AMB_VIEW_H

#include <stddef.h>
#include <stdint.h>

#include "light/matrix.h"
#include "light/strip.h"

struct view {
	struct matrix m; /* width 0 when there is none */
	int leds;	 /* 0 when there is no strip */
	uint8_t strip[STRIP_LEDS_MAX * 3];
	int64_t now_ms;	 /* the instant that the strip is shown at */
	int led_count;	 /* of a strip that does not say it */
	const char *why; /* what was wrong last */
};

/*
 * view_text(v, text, len): take what a JSON document has that v has not: a
 * scene, a state, a matrix, a command, or an array of colours.
 * Returns 0, or -1 and v->why when it has nothing to show.
 */
int view_text(struct view *v, const char *text, size_t len);

/*
 * view_folder(v, path): the same from the files of a state folder.
 */
int view_folder(struct view *v, const char *path);

#endif /* AMB_VIEW_H */
