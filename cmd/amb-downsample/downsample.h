/*
 * downsample.h - the bytes of any picture to a matrix.
 *
 * The bytes are decoded in a child process (decoder_process.h), so that a
 * picture that crashes or stalls a decoder costs no other picture.
 */
#ifndef AMB_DOWNSAMPLE_DOWNSAMPLE_H
#define AMB_DOWNSAMPLE_DOWNSAMPLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"
#include "fit.h"
#include "light/matrix.h"
#include "scene/fault.h"

struct downsample {
	int cols;	/* LEDs, 1 to GRID_SIDE_MAX */
	int rows;	/* LEDs, 1 to GRID_SIDE_MAX */
	int max_pixels; /* a picture that announces more is refused */
	bool vivid;	/* saturate the colours */
	enum fit fit;
};

/*
 * downsample(how, data, len, m, why): set *m to the picture on how's grid.
 * Returns FAULT_NONE; or why and FAULT_FORMAT when it is none of the formats
 * read, FAULT_INPUT when the bytes are at fault, FAULT_UNAVAILABLE when there
 * is no process or no memory for it.
 */
enum fault downsample(const struct downsample *how, const void *data,
    size_t len, struct matrix *m, char why[WHY_MAX]);

#endif /* AMB_DOWNSAMPLE_DOWNSAMPLE_H */
