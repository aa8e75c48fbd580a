/*
 * draw.h - pictures of our own: a glyph from a font, and PNG.
 *
 * ImageMagick works under AMB_SHARE/imagemagick/paint, which reads no picture;
 * so a process that draws never opens a foreign one (image.h).
 */
#ifndef AMB_IMAGE_DRAW_H
#define AMB_IMAGE_DRAW_H

#include <stddef.h>

#include "image/raster.h"

/*
 * draw_start(): once, after conf_load_or_die() and before anything else here.
 * Returns 0, or -1 with errno.
 */
int draw_start(void);

/*
 * draw_glyph(text, family, size_px, out): draw valid UTF-8 text with an em of
 * size_px, white where the font has no colours of its own, on a transparent
 * ground, and trim it.  Nothing in text is markup.  A character that the family
 * lacks comes from another one, or as a box of digits: ask font_covers() first.
 * Returns 0, and *out is for raster_release(); or -1 when nothing is visible,
 * text has control characters, or it cannot be drawn.
 */
int draw_glyph(
    const char *text, const char *family, int size_px, struct raster *out);

/*
 * draw_png(r, len): r as PNG, encoded for speed rather than size.  Returns
 * bytes that the caller frees, *len of them, or NULL.
 */
void *draw_png(const struct raster *r, size_t *len);

#endif /* AMB_IMAGE_DRAW_H */
