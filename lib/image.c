#if __has_include(<MagickWand/MagickWand.h>)
#include <MagickWand/MagickWand.h>
#else
#include <wand/MagickWand.h>
#endif

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "conf.h"
#include "diag.h"
#include "image.h"
#include "utf8.h"

enum {
	GLYPH_TEXT_MAX = 64, /* characters */
	GLYPH_CODE_MAX = 12  /* bytes of "&#x10ffff;" and a NUL */
};

int
raster_init(struct raster *r, int width, int height)
{
	r->width = width;
	r->height = height;
	r->rgba = calloc((size_t)width * (size_t)height, 4);
	return r->rgba == NULL ? -1 : 0;
}

void
raster_release(struct raster *r)
{
	free(r->rgba);
	memset(r, 0, sizeof(*r));
}

void
image_init(enum image_use use)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/imagemagick%s", conf_str(CONF_SHARE),
	    use == IMAGE_PAINT ? "/paint" : "");
	if (setenv("MAGICK_CONFIGURE_PATH", path, 1) == -1)
		die_errno(EX_OSERR, "cannot set up ImageMagick");
	MagickWandGenesis();
}

static int export(MagickWand *wand, struct raster *out)
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

/* The smallest box of pixels that are not wholly transparent; empty if none. */
struct box {
	int left, top, right, bottom; /* right and bottom are not in it */
};

static struct box
inked(const struct raster *r)
{
	struct box b = {r->width, r->height, 0, 0};
	int x, y;

	for (y = 0; y < r->height; y++) {
		for (x = 0; x < r->width; x++) {
			if (r->rgba[(y * r->width + x) * 4 + 3] == 0)
				continue;
			b.left = x < b.left ? x : b.left;
			b.right = x >= b.right ? x + 1 : b.right;
			b.top = y < b.top ? y : b.top;
			b.bottom = y + 1;
		}
	}
	return b;
}

static int
trim(struct raster *r)
{
	struct box b = inked(r);
	struct raster cut;
	size_t line;
	int y;

	if (b.right <= b.left)
		return -1;
	if (raster_init(&cut, b.right - b.left, b.bottom - b.top) == -1)
		return -1;
	line = (size_t)cut.width * 4;
	for (y = 0; y < cut.height; y++)
		memcpy(cut.rgba + (size_t)y * line,
		    r->rgba + ((y + b.top) * r->width + b.left) * 4, line);
	raster_release(r);
	*r = cut;
	return 0;
}

/*
 * As numeric references nothing is left in the text that ImageMagick would
 * expand (%, @, \) or Pango take for markup.
 */
static int
encode(const char *text, char *buf, size_t size)
{
	size_t left = strlen(text);
	size_t used = 0;
	uint32_t c;
	int n;

	buf[0] = '\0';
	for (; left > 0; text += n, left -= (size_t)n) {
		n = utf8_next(text, left, &c);
		if (n == 0 || c < 0x20 || used + GLYPH_CODE_MAX > size)
			return -1;
		used += (size_t)snprintf(buf + used, size - used, "&#x%x;", c);
	}
	return 0;
}

static int
draw(MagickWand *wand, const char *text, const char *family, int size_px)
{
	char code[sizeof("pango:") + GLYPH_TEXT_MAX * GLYPH_CODE_MAX] =
	    "pango:";
	PixelWand *none = NewPixelWand();

	PixelSetColor(none, "none");
	MagickSetBackgroundColor(wand, none);
	DestroyPixelWand(none);
	MagickSetOption(wand, "fill", "white");
	MagickSetFont(wand, family);
	MagickSetResolution(wand, 72, 72); /* a point is a pixel */
	MagickSetPointsize(wand, size_px);
	if (encode(text, code + 6, sizeof(code) - 6) == -1)
		return -1;
	return MagickReadImage(wand, code) == MagickTrue ? 0 : -1;
}

int
image_glyph(
    const char *text, const char *family, int size_px, struct raster *out)
{
	MagickWand *wand = NewMagickWand();
	int result = -1;

	if (draw(wand, text, family, size_px) == 0 && export(wand, out) == 0) {
		result = trim(out);
		if (result == -1)
			raster_release(out);
	}
	DestroyMagickWand(wand);
	return result;
}

void *
image_png(const struct raster *r, size_t *len)
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
