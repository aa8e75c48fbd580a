#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "conf/conf.h"
#include "image/image.h"
#include "image/sniff.h"
#include "image/wand.h"

enum {
	ROWS = 16,	   /* fetched at a time */
	PROFILE_MAX = 4096 /* bytes of srgb.icc */
};

int
image_start(void)
{
	return wand_start("imagemagick");
}

/* ImageMagick's own messages name its source files: they are not for users. */
static int
fail(struct image *im, char *why)
{
	ExceptionType type;

	MagickRelinquishMemory(MagickGetException(im->wand, &type));
	if (type >= ResourceLimitWarning && type < TypeWarning)
		return why_set(
		    why, "%s larger than ImageMagick may decode", im->format);
	return why_set(why, "damaged %s", im->format);
}

/* A wand that reads the bytes as this format only, and the first frame only. */
static void
renew_wand(struct image *im)
{
	if (im->wand != NULL)
		DestroyMagickWand(im->wand);
	im->wand = NewMagickWand();
	MagickSetFilename(im->wand, "[0]");
	MagickSetFormat(im->wand, im->format);
}

int
image_open(struct image *im, const void *data, size_t len, int max_pixels,
    char why[WHY_MAX])
{
	size_t width, height;

	*im = (struct image){
	    .data = data, .len = len, .format = sniff(data, len)};
	if (im->format == NULL)
		return why_set(why, "not a " SNIFF_FORMATS);
	renew_wand(im);
	if (MagickPingImageBlob(im->wand, data, len) == MagickFalse)
		return fail(im, why);
	width = MagickGetImageWidth(im->wand);
	height = MagickGetImageHeight(im->wand);
	if (width == 0 || height == 0)
		return why_set(why, "damaged %s", im->format);
	if (width > (size_t)max_pixels / height)
		return why_set(why, "%s of %zux%zu, over %d pixels", im->format,
		    width, height, max_pixels);
	im->width = (int)width;
	im->height = (int)height;
	im->orientation = (int)MagickGetImageOrientation(im->wand);
	if (im->orientation < 1 || im->orientation > 8)
		im->orientation = 1;
	return 0;
}

/* The many profiles named sRGB differ by less than an eye can see. */
static bool
has_other_profile(MagickWand *wand)
{
	size_t n;
	unsigned char *profile = MagickGetImageProfile(wand, "icc", &n);
	char *name = MagickGetImageProperty(wand, "icc:description");
	bool other =
	    profile != NULL && (name == NULL || strncmp(name, "sRGB", 4) != 0);

	MagickRelinquishMemory(profile);
	MagickRelinquishMemory(name);
	return other;
}

/* Without srgb.icc the picture's own profile is removed and not applied. */
static void
apply_profile(MagickWand *wand)
{
	char path[PATH_MAX];
	char *srgb;
	size_t n = 0;

	snprintf(path, sizeof(path), "%s/imagemagick/srgb.icc",
	    conf_str(CONF_SHARE));
	srgb = io_read_file(path, PROFILE_MAX, &n);
	MagickProfileImage(wand, "icc", srgb, srgb != NULL ? n : 0);
	free(srgb);
}

/* A picture without a profile, or with a damaged one, is treated as sRGB. */
static void
to_srgb(MagickWand *wand)
{
	ColorspaceType space;

	if (has_other_profile(wand))
		apply_profile(wand);
	space = MagickGetImageColorspace(wand);
	if (space != sRGBColorspace && space != GRAYColorspace)
		MagickTransformImageColorspace(wand, sRGBColorspace);
}

/* libjpeg has fast code for halves, quarters and eighths. */
static void
set_jpeg_size(struct image *im, int width, int height)
{
	char size[32];
	int part = 1;

	while (part < 8 && im->width / part / 2 >= width &&
	       im->height / part / 2 >= height)
		part *= 2;
	/* the picture's own size or more would make it divide by 0 */
	if (part == 1)
		return;
	snprintf(
	    size, sizeof(size), "%dx%d", im->width / part, im->height / part);
	MagickSetOption(im->wand, "jpeg:size", size);
}

int
image_decode(struct image *im, int width, int height, char why[WHY_MAX])
{
	ExceptionType type;

	if (sniff_truncated(im->data, im->len))
		return why_set(why, "damaged %s", im->format);
	renew_wand(im);
	set_jpeg_size(im, width, height);
	if (MagickReadImageBlob(im->wand, im->data, im->len) == MagickFalse)
		return fail(im, why);
	/* left when a decoder repaired the picture; others do not matter */
	MagickRelinquishMemory(MagickGetException(im->wand, &type));
	if (type == CorruptImageWarning || type == CorruptImageError)
		return why_set(why, "damaged %s", im->format);
	to_srgb(im->wand);
	im->width = (int)MagickGetImageWidth(im->wand);
	im->height = (int)MagickGetImageHeight(im->wand);
	im->channels = MagickGetImageAlphaChannel(im->wand) ? 4 : 3;
	im->rows = malloc((size_t)im->width * (size_t)im->channels * ROWS);
	im->first_row = -ROWS;
	return im->rows != NULL ? 0 : why_set(why, "no memory for a row");
}

const uint8_t *
image_row(struct image *im, int y)
{
	size_t line = (size_t)im->width * (size_t)im->channels;
	int n = im->height - y < ROWS ? im->height - y : ROWS;

	if (y < im->first_row || y >= im->first_row + ROWS) {
		if (MagickExportImagePixels(im->wand, 0, y, (size_t)im->width,
			(size_t)n, im->channels == 4 ? "RGBA" : "RGB",
			CharPixel, im->rows) == MagickFalse)
			return NULL;
		im->first_row = y;
	}
	return im->rows + (size_t)(y - im->first_row) * line;
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
