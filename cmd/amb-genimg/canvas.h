/*
 * canvas.h - a square picture in linear light, painted back to front.
 *
 * Made for 16x16 LEDs: its side is a multiple of 16, and what is laid on
 * cells covers whole LEDs.
 */
#ifndef AMB_CANVAS_H
#define AMB_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "image/raster.h"
#include "light/light.h"

enum {
	CANVAS_CELLS = 16,
	CANVAS_CELL = 8, /* pixels */
	CANVAS_SIDE = CANVAS_CELLS * CANVAS_CELL
};

struct canvas {
	struct light px[CANVAS_SIDE][CANVAS_SIDE]; /* rows from the top */
	bool inked[CANVAS_CELLS][CANVAS_CELLS];	   /* by canvas_draw() */
};

/* Where a thing goes: pixels from the top left corner. */
struct box {
	double x;
	double y;
	double width;
	double height;
};

/*
 * canvas_rows(c, from, to, colors, n, dim): fill the rows of cells from, up to
 * and without to, with a gradient of n sRGB colours, times dim.  No colour
 * means black.
 */
void canvas_rows(struct canvas *c, int from, int to, const uint8_t (*colors)[3],
    int n, double dim);

/*
 * canvas_cell(c, x, y, light, part): mix light into one cell; 1 is all of it.
 * A cell that is outside is none.
 */
void canvas_cell(
    struct canvas *c, int x, int y, struct light light, double part);

/* canvas_at(c, x, y): the light in the middle of a cell inside. */
struct light canvas_at(const struct canvas *c, int x, int y);

/* canvas_free(c, x, y): whether nothing is drawn in a cell or beside it. */
bool canvas_free(const struct canvas *c, int x, int y);

/*
 * canvas_each(c, box, paint, arg): call paint for each pixel of box on the
 * canvas; u and v are its place in the box, 0 to 1.
 */
void canvas_each(struct canvas *c, struct box box,
    void (*paint)(struct light *px, double u, double v, const void *arg),
    const void *arg);

/*
 * canvas_disc(c, box, light): fill the ellipse in box, which is then not free.
 */
void canvas_disc(struct canvas *c, struct box box, struct light light);

/*
 * canvas_glow(c, box, light): add light around the middle of box, fading to
 * none at its edge.
 */
void canvas_glow(struct canvas *c, struct box box, struct light light);

/*
 * canvas_draw(c, r, box): lay a raster on it, scaled to box; what it covers is
 * then no longer free.
 */
void canvas_draw(struct canvas *c, const struct raster *r, struct box box);

/*
 * canvas_halo(c, r, box, light): what canvas_draw() would cover, and half a
 * cell around it, becomes light.
 */
void canvas_halo(struct canvas *c, const struct raster *r, struct box box,
    struct light light);

/* light_luma(a): relative luminance, 0 to 1. */
double light_luma(struct light a);

/* canvas_luma(c, box): mean relative luminance there, 0 to 1. */
double canvas_luma(const struct canvas *c, struct box box);

/* raster_luma(r): that of what is drawn in a raster. */
double raster_luma(const struct raster *r);

/* canvas_raster(c, out): sRGB codes.  Returns 0, or -1 with errno. */
int canvas_raster(const struct canvas *c, struct raster *out);

#endif /* AMB_CANVAS_H */
