#if __has_include(<MagickWand/MagickWand.h>)
#include <MagickWand/MagickWand.h>
#else
#include <wand/MagickWand.h>
#endif

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "conf/conf.h"
#include "image/image.h"
#include "image/pango_escape.h"
#include "image/sniff.h"

enum {
	BAND_ROWS = 16,	     /* rows fetched at a time */
	PROFILE_MAX = 4096,  /* bytes of srgb.icc */
	GLYPH_CODE_MAX = 800 /* bytes of text once encoded */
};

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

static int
fail(struct image *im, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(im->why, sizeof(im->why), fmt, ap);
	va_end(ap);
	return -1;
}

/* ImageMagick's own words name source files: they are not for users. */
static int
fail_wand(struct image *im)
{
	ExceptionType type;

	MagickRelinquishMemory(MagickGetException(im->wand, &type));
	if (type >= ResourceLimitWarning && type < TypeWarning)
		return fail(
		    im, "%s larger than ImageMagick may decode", im->coder);
	return fail(im, "damaged %s", im->coder);
}

/* A wand that takes the bytes for nothing else, and their first frame only. */
static void
renew(struct image *im)
{
	if (im->wand != NULL)
		DestroyMagickWand(im->wand);
	im->wand = NewMagickWand();
	MagickSetFilename(im->wand, "[0]");
	MagickSetFormat(im->wand, im->coder);
}

int
image_open(struct image *im, const void *data, size_t len, int max_pixels)
{
	size_t width, height;

	memset(im, 0, sizeof(*im));
	im->data = data;
	im->len = len;
	im->coder = sniff(data, len);
	if (im->coder == NULL)
		return fail(im, "not a PNG, JPEG, GIF or WebP");
	renew(im);
	if (MagickPingImageBlob(im->wand, data, len) == MagickFalse)
		return fail_wand(im);
	width = MagickGetImageWidth(im->wand);
	height = MagickGetImageHeight(im->wand);
	if (width == 0 || height == 0)
		return fail(im, "damaged %s", im->coder);
	if (width > (size_t)max_pixels / height)
		return fail(im, "%s of %zux%zu, over %d pixels", im->coder,
		    width, height, max_pixels);
	im->width = (int)width;
	im->height = (int)height;
	im->turn = (int)MagickGetImageOrientation(im->wand);
	if (im->turn < 1 || im->turn > 8)
		im->turn = 1;
	return 0;
}

/* The profile that pictures are brought to; 0 bytes when it is not there. */
static size_t
srgb_profile(char *buf, size_t size)
{
	char path[PATH_MAX];
	size_t n;
	FILE *f;

	snprintf(path, sizeof(path), "%s/imagemagick/srgb.icc",
	    conf_str(CONF_SHARE));
	f = fopen(path, "re");
	if (f == NULL)
		return 0;
	n = fread(buf, 1, size, f);
	fclose(f);
	return n;
}

/* Of the many that say sRGB none differs so that an eye could tell. */
static bool
has_other_profile(MagickWand *wand)
{
	size_t n;
	unsigned char *own = MagickGetImageProfile(wand, "icc", &n);
	char *name = MagickGetImageProperty(wand, "icc:description");
	bool other =
	    own != NULL && (name == NULL || strncmp(name, "sRGB", 4) != 0);

	MagickRelinquishMemory(own);
	MagickRelinquishMemory(name);
	return other;
}

/* A picture without a profile, or with a bad one, is taken for sRGB. */
static void
to_srgb(MagickWand *wand)
{
	char profile[PROFILE_MAX];
	ColorspaceType space;
	size_t n;

	if (has_other_profile(wand)) {
		n = srgb_profile(profile, sizeof(profile));
		MagickProfileImage(wand, "icc", profile, n);
	}
	space = MagickGetImageColorspace(wand);
	if (space != sRGBColorspace && space != GRAYColorspace)
		MagickTransformImageColorspace(wand, sRGBColorspace);
}

int
image_decode(struct image *im, int width, int height)
{
	ExceptionType type;
	char hint[32];
	int part = 1;

	renew(im);
	/* halves, quarters and eighths have quick code in libjpeg */
	while (part < 8 && im->width / part / 2 >= width &&
	       im->height / part / 2 >= height)
		part *= 2;
	/* a hint of the picture's own size or more would divide by 0 */
	if (part > 1) {
		snprintf(hint, sizeof(hint), "%dx%d", im->width / part,
		    im->height / part);
		MagickSetOption(im->wand, "jpeg:size", hint);
	}
	if (sniff_truncated(im->data, im->len))
		return fail(im, "damaged %s", im->coder);
	if (MagickReadImageBlob(im->wand, im->data, im->len) == MagickFalse)
		return fail_wand(im);
	/* told of pictures that were mended, and of a WebP's second frame */
	MagickRelinquishMemory(MagickGetException(im->wand, &type));
	if (type == CorruptImageWarning || type == CorruptImageError)
		return fail_wand(im);
	to_srgb(im->wand);
	im->width = (int)MagickGetImageWidth(im->wand);
	im->height = (int)MagickGetImageHeight(im->wand);
	im->bands = MagickGetImageAlphaChannel(im->wand) ? 4 : 3;
	im->rows = malloc((size_t)im->width * (size_t)im->bands * BAND_ROWS);
	im->first = -BAND_ROWS;
	return im->rows != NULL ? 0 : fail(im, "no memory for a row");
}

const uint8_t *
image_row(struct image *im, int y)
{
	size_t line = (size_t)im->width * (size_t)im->bands;
	int n = im->height - y < BAND_ROWS ? im->height - y : BAND_ROWS;

	if (y < im->first || y >= im->first + BAND_ROWS) {
		if (MagickExportImagePixels(im->wand, 0, y, (size_t)im->width,
			(size_t)n, im->bands == 4 ? "RGBA" : "RGB", CharPixel,
			im->rows) == MagickFalse)
			return NULL;
		im->first = y;
	}
	return im->rows + (size_t)(y - im->first) * line;
}

void
image_close(struct image *im)
{
	free(im->rows);
	if (im->wand != NULL)
		DestroyMagickWand(im->wand);
	im->rows = NULL;
	im->wand = NULL;
}

static int
copy_out(MagickWand *wand, struct raster *out)
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

static int
draw(MagickWand *wand, const char *text, const char *family, int size_px)
{
	char code[GLYPH_CODE_MAX] = "pango:";
	PixelWand *none = NewPixelWand();

	PixelSetColor(none, "none");
	MagickSetBackgroundColor(wand, none);
	DestroyPixelWand(none);
	MagickSetOption(wand, "fill", "white");
	MagickSetFont(wand, family);
	MagickSetResolution(wand, 72, 72); /* a point is a pixel */
	MagickSetPointsize(wand, size_px);
	if (pango_escape(text, code + 6, sizeof(code) - 6) == -1)
		return -1;
	return MagickReadImage(wand, code) == MagickTrue ? 0 : -1;
}

int
image_glyph(
    const char *text, const char *family, int size_px, struct raster *out)
{
	MagickWand *wand = NewMagickWand();
	int result = -1;

	if (draw(wand, text, family, size_px) == 0 &&
	    copy_out(wand, out) == 0) {
		result = raster_trim(out);
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
