/*
 * raster.h - a picture in memory.
 *
 * sRGB codes and straight alpha, R,G,B,A, rows from the top.
 */
#ifndef AMB_IMAGE_RASTER_H
#define AMB_IMAGE_RASTER_H

#include <stdint.h>

#include "light/light.h"

struct raster {
	int width;     /* pixels */
	int height;    /* pixels */
	uint8_t *rgba; /* width * height * 4 bytes, for raster_release() */
};

/*
 * raster_init(r, width, height): make r transparent, of that many pixels.
 * Returns 0, or -1 with errno.
 */
int raster_init(struct raster *r, int width, int height);

/*
 * raster_from_light(r, px, width, height): make r opaque, of width * height
 * pixels of light.  Returns 0, or -1 with errno.
 */
int raster_from_light(
    struct raster *r, const struct light *px, int width, int height);

/*
 * raster_trim(r): cut r to the smallest box that holds every pixel that is not
 * fully transparent.  Returns 0, or -1 and r unchanged when there is none or no
 * memory.
 */
int raster_trim(struct raster *r);

/* raster_release(r): free it; r is then as after {0}. */
void raster_release(struct raster *r);

#endif /* AMB_IMAGE_RASTER_H */
