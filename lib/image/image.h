/*
 * image.h - foreign pictures: PNG, JPEG, GIF and WebP to rows of sRGB.
 *
 * The bytes are decoded only by the coder that their own first bytes name,
 * under AMB_SHARE/imagemagick, a policy that allows no other coder and no
 * writing; so a process that decodes never draws (draw.h).
 */
#ifndef AMB_IMAGE_IMAGE_H
#define AMB_IMAGE_IMAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

/*
 * image_start(): once, after conf_load_or_die() and before anything else here.
 * Returns 0, or -1 with errno.
 */
int image_start(void);

struct image {
	int width;	 /* pixels, as stored, not as shown */
	int height;	 /* pixels */
	int orientation; /* EXIF, 1 (shown as stored) to 8 */
	int channels;	 /* bytes of a pixel: 3, R,G,B, or 4, straight alpha */
	const char *format; /* as sniff() names it; NULL for none of the four */

	/* image.c only */
	const void *data;
	size_t len;
	void *wand;
	uint8_t *rows;
	int first_row; /* of those in rows */
};

/*
 * image_open(im, data, len, max_pixels, why): read what the bytes announce:
 * format, size and orientation; decode nothing.  Borrows data until
 * image_close(), which is due after failure too.  Returns 0, or -1 and why.
 */
int image_open(struct image *im, const void *data, size_t len, int max_pixels,
    char why[WHY_MAX]);

/*
 * image_decode(im, width, height, why): decode the first frame and convert it
 * to sRGB.  A JPEG may come out at a half, a quarter or an eighth of its size,
 * which is cheap, but with no side below width or height pixels; im->width and
 * im->height are then the new size.  Returns 0, or -1 and why.
 */
int image_decode(struct image *im, int width, int height, char why[WHY_MAX]);

/*
 * image_row(im, y): the width * channels bytes of a row, valid until the next
 * call.  Fast from the top down.  NULL when it cannot be read.
 */
const uint8_t *image_row(struct image *im, int y);

/* image_close(im): free its memory. */
void image_close(struct image *im);

#endif /* AMB_IMAGE_IMAGE_H */
