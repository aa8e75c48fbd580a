/*
 * picture.h - a picture to the pixels of an LED matrix.
 */
#ifndef AMB_IMAGE_PICTURE_H
#define AMB_IMAGE_PICTURE_H

#include <stdbool.h>

#include "image/fit.h"
#include "image/image.h"
#include "light/matrix.h"

enum { PICTURE_LEN_MAX = 64 << 20 }; /* bytes that are read of one */

struct picture {
	int cols;	/* LEDs, 1 to GRID_SIDE_MAX */
	int rows;	/* LEDs, 1 to GRID_SIDE_MAX */
	int max_pixels; /* a picture that announces more is refused */
	bool vivid;	/* saturate the colours */
	enum fit fit;
};

/*
 * picture_matrix(how, reader, data, len, m, why): set *m to the picture on
 * how's grid.  Returns 0, or -1 and why.
 */
int picture_matrix(const struct picture *how, const struct image_reader *reader,
    const void *data, size_t len, struct matrix *m, char why[WHY_MAX]);

#endif /* AMB_IMAGE_PICTURE_H */
