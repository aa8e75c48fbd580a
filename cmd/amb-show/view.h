/*
 * view.h - what there is to show: a matrix, a strip, or both.
 *
 * A view is filled from several documents: each part from the first that has
 * it.
 */
#ifndef AMB_SHOW_VIEW_H
#define AMB_SHOW_VIEW_H

#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "light/matrix.h"
#include "light/strip.h"

struct view {
	struct matrix matrix; /* width 0 when there is none */
	int leds;	      /* 0 when there is no strip */
	uint8_t strip[STRIP_LEDS_MAX * 3];
	int64_t now_ms; /* the instant that the strip is shown at */
};

/* view_init(v): nothing to show yet, at this instant. */
void view_init(struct view *v);

/*
 * view_text(v, text, len, why): add what v lacks from a JSON document: a scene,
 * a state, a matrix, a command, or an array of colours.  Returns 0, or -1 and
 * why when v still has nothing to show.
 */
int view_text(struct view *v, const char *text, size_t len, char why[WHY_MAX]);

/* view_folder(v, path, why): the same from the files of a state folder. */
int view_folder(struct view *v, const char *path, char why[WHY_MAX]);

#endif /* AMB_SHOW_VIEW_H */
