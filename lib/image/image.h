/*
 * image.h - pictures: foreign bytes in, painted glyphs, PNG out.
 *
 * The one door to ImageMagick, 6 or 7.  Foreign bytes are decoded only by the
 * coder that their own first bytes name, under a policy of ours that allows
 * no other.  A process either decodes or paints, never both.
 */
#ifndef AMB_IMAGE_IMAGE_H
#define AMB_IMAGE_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "image/raster.h"

enum image_use {
	IMAGE_DECODE, /* read PNG, JPEG, GIF and WebP: image_open() */
	IMAGE_PAINT   /* draw text, write PNG: image_glyph(), image_png() */
};

/*
 * image_init(use): take the policy of that use from AMB_SHARE/imagemagick.
 * Once, after conf_load_or_die() and before anything else here.
 */
void image_init(enum image_use use);

/* A foreign picture.  Only why is of use after a failure. */
struct image {
	int width;  /* pixels, as stored, not as shown */
	int height; /* pixels */
	int turn;   /* how to show it: EXIF orientation, 1 (as it is) to 8 */
	int bands;  /* bytes of a pixel: 3, R,G,B, or 4 with straight alpha */
	char why[160];

	const char *coder;
	const void *data;
	size_t len;
	void *wand;
	uint8_t *rows;
	int first; /* row in rows[0] */
};

/*
 * image_open(im, data, len, max_pixels): find out what the bytes are, and how
 * large and how turned the picture; decode nothing.  Borrows data until
 * image_close(), which is due after failure too.
 * Returns 0, or -1 and says in im->why what is wrong with the bytes.
 */
int image_open(struct image *im, const void *data, size_t len, int max_pixels);

/*
 * image_decode(im, width, height): decode the first frame to sRGB.  A JPEG
 * may come out smaller than it is, at once and cheaply, but no smaller than
 * width x height pixels; im->width and im->height then say so.
 * Returns 0, or -1 and im->why.
 */
int image_decode(struct image *im, int width, int height);

/*
 * image_row(im, y): the im->width * im->bands bytes of a row, valid until the
 * next call.  Cheapest from the top down.  NULL when it cannot be had.
 */
const uint8_t *image_row(struct image *im, int y);

/* image_close(im): free what it holds. */
void image_close(struct image *im);

/*
 * image_glyph(text, family, size_px, out): draw valid UTF-8 text, white where
 * the font has no colours of its own, on nothing, em size size_px, cut to what
 * is inked.  Nothing in text is markup.  A character that the family lacks
 * comes from another, or as a box of digits: ask font_covers() before.
 * Returns 0 and sets *out, or -1 when nothing was inked or it cannot be drawn.
 */
int image_glyph(
    const char *text, const char *family, int size_px, struct raster *out);

/*
 * image_png(r, len): r as PNG, for speed rather than size.  Returns bytes that
 * the caller frees and stores their number in *len, or returns NULL.
 */
void *image_png(const struct raster *r, size_t *len);

#endif /* AMB_IMAGE_IMAGE_H */
