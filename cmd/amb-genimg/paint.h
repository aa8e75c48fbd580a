/*
 * paint.h - the painter that is built in: a plan becomes a picture.
 *
 * Back to front: the background, a horizon, the weather, then one to three
 * subjects or one or two characters.  The same plan gives the same picture.
 */
#ifndef AMB_PAINT_H
#define AMB_PAINT_H

#include <stdbool.h>

#include <jv.h>

#include "raster.h"

struct painting {
	struct raster raster;
	bool plain;  /* a subject had no glyph and is a plain disc */
	int skipped; /* subjects that are no glyphs at all */
};

/*
 * paint(plan, out): paint plan.matrix, which is foreign.  Borrows it.
 * Returns 0, or -1 with errno; out->raster is for raster_release().
 */
int paint(const jv *plan, struct painting *out);

#endif /* AMB_PAINT_H */
