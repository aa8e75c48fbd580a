#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "image/draw.h"
#include "image/wand.h"

#define CODER "pango:"

enum {
	CODE_MAX = 800,	   /* bytes of CODER and the escaped text */
	REFERENCE_MAX = 12 /* bytes of "&#x10ffff;" and a NUL */
};

int
draw_start(void)
{
	return wand_start("imagemagick/paint");
}

static int
to_raster(MagickWand *wand, struct raster *out)
{
	size_t width = MagickGetImageWidth(wand);
	size_t height = MagickGetImageHeight(wand);

	if (raster_init(out, (int)width, (int)height) == -1)
		return -1;
	if (MagickExportImagePixels(wand, 0, 0, width, height, "RGBA",
		CharPixel, out->rgba) == MagickTrue)
		return 0;
	raster_release(out);
	return -1;
}

/*
 * Text as numeric references, "&#x798f;": ImageMagick expands nothing in them
 * (%, @, \) and Pango finds no markup.  Returns -1 when buf is too small or
 * text has control characters.
 */
static int
pango_escape(const char *text, char *buf, size_t size)
{
	size_t left = strlen(text);
	size_t used = 0;
	uint32_t c;
	int n;

	buf[0] = '\0';
	for (; left > 0; text += n, left -= (size_t)n) {
		n = utf8_next(text, left, &c);
		if (n == 0 || c < 0x20 || used + REFERENCE_MAX > size)
			return -1;
		used += (size_t)snprintf(buf + used, size - used, "&#x%x;", c);
	}
	return 0;
}

static int
render(MagickWand *wand, const char *text, const char *family, int size_px)
{
	char code[CODE_MAX] = CODER;
	size_t used = strlen(CODER);
	PixelWand *none = NewPixelWand();

	PixelSetColor(none, "none");
	MagickSetBackgroundColor(wand, none);
	DestroyPixelWand(none);
	MagickSetOption(wand, "fill", "white");
	MagickSetFont(wand, family);
	MagickSetResolution(wand, 72, 72); /* a point is a pixel */
	MagickSetPointsize(wand, size_px);
	if (pango_escape(text, code + used, sizeof(code) - used) == -1)
		return -1;
	return MagickReadImage(wand, code) == MagickTrue ? 0 : -1;
}

int
draw_glyph(
    const char *text, const char *family, int size_px, struct raster *out)
{
	MagickWand *wand = NewMagickWand();
	int result = -1;

	if (render(wand, text, family, size_px) == 0 &&
	    to_raster(wand, out) == 0) {
		result = raster_trim(out);
		if (result == -1)
			raster_release(out);
	}
	DestroyMagickWand(wand);
	return result;
}

void *
draw_png(const struct raster *r, size_t *len)
{
	MagickWand *wand = NewMagickWand();
	unsigned char *blob = NULL;
	void *copy = NULL;

	if (MagickConstituteImage(wand, (size_t)r->width, (size_t)r->height,
		"RGBA", CharPixel, r->rgba) == MagickFalse)
		goto out;
	MagickSetOption(wand, "png:compression-level", "1");
	MagickSetOption(wand, "png:compression-filter", "0");
	MagickSetImageFormat(wand, "PNG");
	blob = MagickGetImageBlob(wand, len);
	copy = blob != NULL ? malloc(*len) : NULL;
	if (copy != NULL)
		memcpy(copy, blob, *len);
out:
	MagickRelinquishMemory(blob);
	DestroyMagickWand(wand);
	return copy;
}
