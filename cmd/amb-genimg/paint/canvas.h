/*
 * canvas.h - a square picture in linear light, painted back to front.
 *
 * Made for 16x16 LEDs: a cell is one LED.
 */
#ifndef AMB_GENIMG_CANVAS_H
#define AMB_GENIMG_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "light/light.h"

enum {
	CANVAS_CELLS = 16, /* a side */
	CANVAS_CELL = 8,   /* pixels, a side */
	CANVAS_SIDE = CANVAS_CELLS * CANVAS_CELL
};

/* Relative luminance below which a subject is hard to see on black. */
#define CANVAS_DARK 0.10

struct canvas {
	struct light px[CANVAS_SIDE][CANVAS_SIDE]; /* rows from the top */
	bool covered[CANVAS_CELLS][CANVAS_CELLS];  /* not free for weather */
};

/* From the top left corner; in pixels unless noted. */
struct box {
	double x;
	double y;
	double width;
	double height;
};

/* The whole canvas. */
extern const struct box canvas_all;

/* canvas_cells(box): a box given in cells, in pixels. */
struct box canvas_cells(struct box box);

/*
 * canvas_rows(c, from, to, colors, n, dim): fill the rows of cells from from to
 * to - 1 with a gradient of n sRGB colours, times dim.  n == 0 is black.
 */
void canvas_rows(struct canvas *c, int from, int to, const uint8_t (*colors)[3],
    int n, double dim);

/*
 * canvas_ground(c, to, colors, n, max): the same above the row of cells to,
 * dimmed so that the mean luminance of the canvas is about max at most.
 */
void canvas_ground(
    struct canvas *c, int to, const uint8_t (*colors)[3], int n, double max);

/*
 * canvas_cell(c, x, y, light, part): mix light into one cell; part 1 replaces
 * what was there.  A cell outside of the canvas is ignored.
 */
void canvas_cell(
    struct canvas *c, int x, int y, struct light light, double part);

/* canvas_at(c, x, y): the light in the middle of a cell of the canvas. */
struct light canvas_at(const struct canvas *c, int x, int y);

/* canvas_free(c, x, y): whether the cell and its eight neighbours are free. */
bool canvas_free(const struct canvas *c, int x, int y);

/*
 * canvas_each(c, box, change, arg): call change for each pixel of box on the
 * canvas; u and v are its place in the box, 0 to 1.
 */
void canvas_each(struct canvas *c, struct box box,
    void (*change)(struct light *px, double u, double v, const void *arg),
    const void *arg);

/* canvas_disc(c, box, light): fill the ellipse in box, and cover its cells. */
void canvas_disc(struct canvas *c, struct box box, struct light light);

/*
 * canvas_glow(c, box, light): add light around the middle of box, fading to
 * none at its edge.
 */
void canvas_glow(struct canvas *c, struct box box, struct light light);

/* canvas_luma(c, box): the mean relative luminance there, 0 to 1. */
double canvas_luma(const struct canvas *c, struct box box);

#endif /* AMB_GENIMG_CANVAS_H */
