/*
 * canvas_blit.h - lay a raster on a canvas, scaled to a box.
 */
#ifndef AMB_GENIMG_CANVAS_BLIT_H
#define AMB_GENIMG_CANVAS_BLIT_H

#include "canvas.h"
#include "image/raster.h"

/*
 * canvas_blit(c, r, box): lay r over the canvas in box, and cover the cells
 * whose middle it fills.
 */
void canvas_blit(struct canvas *c, const struct raster *r, struct box box);

/*
 * canvas_halo(c, r, box, light): fill with light what canvas_blit() would
 * paint, and half a cell around it.  Without memory for it nothing is done.
 */
void canvas_halo(struct canvas *c, const struct raster *r, struct box box,
    struct light light);

#endif /* AMB_GENIMG_CANVAS_BLIT_H */
