/*
 * downsample.h - picture bytes to a matrix, whatever the bytes are.
 *
 * The decoding is done in a child process of little time, so that bytes that
 * crash or stall a decoder cost one picture and not the line.
 */
#ifndef AMB_DOWNSAMPLE_H
#define AMB_DOWNSAMPLE_H

#include <stdbool.h>
#include <stddef.h>

#include "fit.h"
#include "light/matrix.h"
#include "scene/scene.h"

struct downsample {
	int cols;	/* LEDs */
	int rows;	/* LEDs */
	int max_pixels; /* that a picture may have */
	bool vivid;	/* more saturated */
	enum fit fit;
};

enum { DOWNSAMPLE_WHY = 160 }; /* bytes */

/*
 * downsample(how, data, len, m, why): set *m to the picture on how's grid.
 * Returns FAULT_NONE, or says in why[DOWNSAMPLE_WHY] what is wrong: FAULT_INPUT
 * with the bytes, FAULT_UNAVAILABLE with the machine.
 */
enum fault downsample(const struct downsample *how, const void *data,
    size_t len, struct matrix *m, char *why);

#endif /* AMB_DOWNSAMPLE_H */
