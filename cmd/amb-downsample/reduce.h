/*
 * reduce.h - the mean light of each cell of a grid laid over a picture.
 *
 * Exact area averages in linear light: a pixel that a cell's edge cuts counts
 * by the part of it that lies inside.  Rows come from the top, once each.
 */
#ifndef AMB_REDUCE_H
#define AMB_REDUCE_H

#include <stdint.h>

#include "conf/grid.h"
#include "light/light.h"
#include "light/matrix.h"

/* The part of a picture that cols x rows LEDs show, in pixels. */
struct frame {
	double left, top, width, height; /* black where beyond the picture */
	int cols, rows;
};

struct reduce {
	struct frame frame;
	int width; /* of the picture, pixels */
	uint16_t light[256];
	struct light sum[GRID_SIDE_MAX][GRID_SIDE_MAX];
};

/* reduce_start(r, frame, width): begin a picture of that many pixels a row. */
void reduce_start(struct reduce *r, const struct frame *frame, int width);

/*
 * reduce_wants(r, y): whether row y lies in the frame.
 * reduce_row(r, y, row, bands): add it; bands is 3, R,G,B, or 4 with straight
 * alpha, over black.
 */
int reduce_wants(const struct reduce *r, int y);
void reduce_row(struct reduce *r, int y, const uint8_t *row, int bands);

/* reduce_end(r, m): set *m to what came, of the frame's cols x rows. */
void reduce_end(const struct reduce *r, struct matrix *m);

#endif /* AMB_REDUCE_H */
