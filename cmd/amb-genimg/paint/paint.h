/*
 * paint.h - the built-in painter: a plan becomes a picture.
 *
 * Back to front: the ground, a setting, one to three subjects or one or two
 * characters, then weather where there is room.  The same plan gives the same
 * picture.
 */
#ifndef AMB_GENIMG_PAINT_H
#define AMB_GENIMG_PAINT_H

#include <stdbool.h>

#include <jv.h>

#include "image/raster.h"

struct painting {
	struct raster raster;
	bool plain;  /* a plain shape replaces what has no glyph */
	int skipped; /* subjects that are no single emoji, or too many */
};

/*
 * paint(plan, out): paint the plan of a scene, which is foreign.  Borrows it.
 * draw_start() comes before.  Returns 0, or -1 with errno; out->raster is for
 * raster_release() in any case.
 */
int paint(const jv *plan, struct painting *out);

#endif /* AMB_GENIMG_PAINT_H */
