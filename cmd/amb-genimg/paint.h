/*
 * paint.h - the painter that is built in: a plan becomes a picture.
 *
 * Back to front: the ground, a setting, one to three subjects or one or two
 * characters, then weather where there is room.  The same plan gives the same
 * picture.
 */
#ifndef AMB_PAINT_H
#define AMB_PAINT_H

#include <stdbool.h>

#include <jv.h>

#include "image/raster.h"

struct painting {
	struct raster raster;
	bool plain;  /* something had no glyph and is a plain shape */
	int skipped; /* subjects that are no single emoji, or too many */
};

/*
 * paint(plan, out): paint the plan of a scene, which is foreign.  Borrows it.
 * Returns 0, or -1 with errno; out->raster is for raster_release().
 */
int paint(const jv *plan, struct painting *out);

#endif /* AMB_PAINT_H */
