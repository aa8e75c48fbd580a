#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#if __has_include(<MagickWand/MagickWand.h>)
#include <MagickWand/MagickWand.h>
#else
#include <wand/MagickWand.h>
#endif

#include "base/io.h"
#include "conf/conf.h"
#include "image/image_magick.h"
#include "image/sniff.h"

enum {
	ROWS = 16,	   /* fetched at a time */
	PROFILE_MAX = 4096 /* bytes of srgb.icc */
};

static const char setting[] = "MAGICK_CONFIGURE_PATH";

int
image_magick_start(void)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/imagemagick", conf_str(CONF_SHARE));
	if (setenv(setting, path, 1) == -1)
		return -1;
	/* this reads the policy, for the whole life of the process */
	MagickWandGenesis();
	return 0;
}

/* ImageMagick's own messages name its source files: they are not for users. */
static int
fail(struct image *im, char *why)
{
	ExceptionType type;

	MagickRelinquishMemory(MagickGetException(im->state, &type));
	if (type >= ResourceLimitWarning && type < TypeWarning)
		return image_too_large(im, why);
	return image_damaged(im, why);
}

/* A wand that reads the bytes as this format only, and the first frame only. */
static void
renew_wand(struct image *im)
{
	if (im->state != NULL)
		DestroyMagickWand(im->state);
	im->state = NewMagickWand();
	MagickSetFilename(im->state, "[0]");
	MagickSetFormat(im->state, im->format);
}

static int
open_any(struct image *im, char *why)
{
	int orientation;

	renew_wand(im);
	if (MagickPingImageBlob(im->state, im->data, im->len) == MagickFalse)
		return fail(im, why);
	im->width = (int)MagickGetImageWidth(im->state);
	im->height = (int)MagickGetImageHeight(im->state);
	orientation = (int)MagickGetImageOrientation(im->state);
	if (orientation >= 1 && orientation <= 8)
		im->orientation = orientation;
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
	MagickSetOption(im->state, "jpeg:size", size);
}

static int
read_all(struct image *im, char *why)
{
	ExceptionType type;

	if (MagickReadImageBlob(im->state, im->data, im->len) == MagickFalse)
		return fail(im, why);
	/* left when a decoder repaired the picture; others do not matter */
	MagickRelinquishMemory(MagickGetException(im->state, &type));
	if (type == CorruptImageWarning || type == CorruptImageError)
		return image_damaged(im, why);
	to_srgb(im->state);
	im->width = (int)MagickGetImageWidth(im->state);
	im->height = (int)MagickGetImageHeight(im->state);
	im->channels = MagickGetImageAlphaChannel(im->state) ? 4 : 3;
	return 0;
}

static int
decode_any(struct image *im, int width, int height, char *why)
{
	im->y = 0;
	if (im->row != NULL)
		return 0; /* all of it is in memory */
	if (sniff_truncated(im->data, im->len))
		return image_damaged(im, why);
	renew_wand(im);
	set_jpeg_size(im, width, height);
	if (read_all(im, why) == -1)
		return -1;
	im->row = malloc((size_t)im->width * (size_t)im->channels * ROWS);
	return im->row != NULL ? 0 : why_set(why, "no memory for a row");
}

static int
next_any(struct image *im, int *y, const uint8_t **row)
{
	size_t line = (size_t)im->width * (size_t)im->channels;
	int n = im->height - im->y < ROWS ? im->height - im->y : ROWS;

	if (n == 0)
		return 0;
	if (im->y % ROWS == 0 &&
	    MagickExportImagePixels(im->state, 0, im->y, (size_t)im->width,
		(size_t)n, im->channels == 4 ? "RGBA" : "RGB", CharPixel,
		im->row) == MagickFalse)
		return -1;
	*row = im->row + (size_t)(im->y % ROWS) * line;
	*y = im->y++;
	return 1;
}

static void
close_any(struct image *im)
{
	DestroyMagickWand(im->state);
}

const struct image_reader image_magick = {
    open_any, decode_any, next_any, close_any};
