/*
 * glyph.h - a character or emoji of a font as a raster.
 */
#ifndef AMB_IMAGE_GLYPH_H
#define AMB_IMAGE_GLYPH_H

#include "image/raster.h"

/*
 * glyph_draw(text, family, size_px, out): draw valid UTF-8 text with a font of
 * that family, or any when it is NULL, and an em of size_px or the nearest that
 * the font has; white where the font has no colours of its own, on a
 * transparent ground; and trim it.  Returns 0, and *out is for
 * raster_release(); or -1 when no font has every character (font.h), nothing is
 * visible, text has control characters, or it cannot be drawn.
 */
int glyph_draw(
    const char *text, const char *family, int size_px, struct raster *out);

#endif /* AMB_IMAGE_GLYPH_H */
