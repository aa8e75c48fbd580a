/*
 * image.h - pictures: foreign bytes in, painted glyphs, PNG out.
 *
 * The one door to ImageMagick, 6 or 7.  Foreign bytes are decoded only by the
 * coder that their own first bytes name, under a policy of ours that allows
 * no other.  A process either decodes or paints, never both.
 */
#ifndef AMB_IMAGE_H
#define AMB_IMAGE_H

#include <stddef.h>
#include <stdint.h>

enum image_use {
	IMAGE_DECODE, /* read PNG, JPEG, GIF and WebP: image_open() */
	IMAGE_PAINT   /* draw text, write PNG: image_glyph(), image_png() */
};

/* A picture in memory: sRGB codes and straight alpha, R,G,B,A, from the top. */
struct raster {
	int width;     /* pixels */
	int height;    /* pixels */
	uint8_t *rgba; /* width * height * 4 bytes, for raster_release() */
};

/* raster_init(r, width, height): a transparent one.  0, or -1 with errno. */
int raster_init(struct raster *r, int width, int height);

/* raster_release(r): free it; r is then as after {0}. */
void raster_release(struct raster *r);

/*
 * image_init(use): take the policy of that use from AMB_SHARE/imagemagick.
 * Once, after conf_load_or_die() and before anything else here.
 */
void image_init(enum image_use use);

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

#endif /* AMB_IMAGE_H */
