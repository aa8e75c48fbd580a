/*
 * reduce.h - the mean light of each cell of a grid laid over a picture.
 *
 * Exact area averages in linear light: a pixel that a cell's edge cuts counts
 * by the part of it that lies inside.
 */
#ifndef AMB_IMAGE_REDUCE_H
#define AMB_IMAGE_REDUCE_H

#include <stdint.h>

#include "conf/grid.h"
#include "light/light.h"
#include "light/matrix.h"

/* The part of a picture that is shown, and on how many LEDs. */
struct crop {
	double left, top, width, height; /* pixels; beyond them it is black */
	int cols, rows;			 /* LEDs */
};

struct reduce {
	struct crop crop;
	int width;	     /* of the picture, pixels */
	uint16_t light[256]; /* of each code */
	struct light sum[GRID_SIDE_MAX][GRID_SIDE_MAX];
};

/* reduce_start(r, crop, width): begin with a picture of width pixels a row. */
void reduce_start(struct reduce *r, const struct crop *crop, int width);

/*
 * reduce_wants(r, y): whether row y is part of the crop.
 * reduce_row(r, y, row, channels): add it; channels is 3, R,G,B, or 4, with
 * straight alpha, over black.
 */
int reduce_wants(const struct reduce *r, int y);
void reduce_row(struct reduce *r, int y, const uint8_t *row, int channels);

/* reduce_end(r, m): set *m to the cols x rows of the crop. */
void reduce_end(const struct reduce *r, struct matrix *m);

#endif /* AMB_IMAGE_REDUCE_H */
