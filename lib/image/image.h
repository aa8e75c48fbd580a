/*
 * image.h - foreign pictures as rows of sRGB, whatever reads them.
 *
 * A reader has three functions; image_png.h and image_magick.h name the two.
 * No more than a few rows need be in memory.
 */
#ifndef AMB_IMAGE_IMAGE_H
#define AMB_IMAGE_IMAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

struct image {
	int width;	 /* pixels, as stored, not as shown */
	int height;	 /* pixels */
	int orientation; /* EXIF, 1 (shown as stored) to 8 */
	int channels;	 /* bytes of a pixel: 3, R,G,B, or 4, straight alpha */
	const char *format;		   /* as sniff() names it */
	const struct image_reader *reader; /* of this picture */
	const void *data;
	size_t len;

	/* the reader only */
	void *state;
	uint8_t *row;
	int y; /* of the next row */
};

struct image_reader {
	/*
	 * open(im, why): read what data announces: size and orientation.
	 * Returns 0, or -1 and why.
	 */
	int (*open)(struct image *im, char why[WHY_MAX]);
	/*
	 * decode(im, width, height, why): begin with the first row; also
	 * after some or all were read.  The first call may make a picture
	 * smaller if that is cheap, but with no side below width or height
	 * pixels; im->width and im->height are then the new size.  Returns 0,
	 * or -1 and why.
	 */
	int (*decode)(
	    struct image *im, int width, int height, char why[WHY_MAX]);
	/*
	 * next(im, y, row): the next row: width * channels bytes, valid until
	 * the next call.  A row may come several times, each time with other
	 * pixels of it and the others black.  Returns 1, 0 after the last
	 * row, or -1 when the picture is damaged.
	 */
	int (*next)(struct image *im, int *y, const uint8_t **row);
	void (*close)(struct image *im);
};

/*
 * image_open(im, reader, data, len, max_pixels, why): read what the bytes
 * announce and decode nothing.  Borrows data until image_close(), which is due
 * after failure too.  Refuses a picture of more than max_pixels, or of a side
 * over IMAGE_SIDE_MAX.  Returns 0, or -1 and why.
 */
int image_open(struct image *im, const struct image_reader *reader,
    const void *data, size_t len, int max_pixels, char why[WHY_MAX]);
enum { IMAGE_SIDE_MAX = 32000 }; /* pixels */

/* image_damaged(im, why), image_too_large(im, why): write why; return -1. */
int image_damaged(const struct image *im, char why[WHY_MAX]);
int image_too_large(const struct image *im, char why[WHY_MAX]);

/* image_close(im): free its memory. */
void image_close(struct image *im);

#endif /* AMB_IMAGE_IMAGE_H */
