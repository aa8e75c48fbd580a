#include <math.h>

#include "image/picture.h"
#include "image/reduce.h"
#include "light/light.h"

enum {
	SAMPLES = 16,	  /* pixels that suffice for an LED, a side */
	ICON_SAMPLES = 64 /* the same when only a small part is shown */
};

/* The side, in pixels, that suffices when n LEDs show part of all pixels. */
static int
sufficient(const struct picture *how, int n, double part, int all)
{
	double samples = how->fit == FIT_ICON ? ICON_SAMPLES : SAMPLES;

	return (int)ceil(samples * n * all / part);
}

/* A JPEG may be decoded at part of the size that it announced. */
static void
scale(struct crop *crop, double x, double y)
{
	crop->left *= x;
	crop->width *= x;
	crop->top *= y;
	crop->height *= y;
}

/* Decode, and set *crop to what is shown of the size that comes out. */
static int
decode(const struct picture *how, struct image *im, int cols, int rows,
    struct crop *crop, char *why)
{
	int width = im->width;
	int height = im->height;

	fit_crop(how->fit, width, height, cols, rows, crop);
	if (im->reader->decode(im,
		sufficient(how, crop->cols, crop->width, width),
		sufficient(how, crop->rows, crop->height, height), why) == -1)
		return -1;
	scale(crop, (double)im->width / width, (double)im->height / height);
	return 0;
}

/* The crop around what is lit, for which all rows are read once more. */
static int
crop_to_lit(struct image *im, int cols, int rows, struct crop *crop, char *why)
{
	struct fit_lit lit = {im->width, im->height, 0, 0};
	const uint8_t *row;
	int rc, y;

	while ((rc = im->reader->next(im, &y, &row)) == 1)
		fit_lit_row(&lit, y, row, im->width, im->channels);
	if (rc == -1)
		return image_damaged(im, why);
	fit_icon(&lit, cols, rows, crop);
	return im->reader->decode(im, 0, 0, why);
}

static int
add_rows(struct reduce *r, struct image *im, char *why)
{
	const uint8_t *row;
	int rc, y;

	while ((rc = im->reader->next(im, &y, &row)) == 1)
		if (reduce_wants(r, y))
			reduce_row(r, y, row, im->channels);
	return rc == -1 ? image_damaged(im, why) : 0;
}

static int
to_matrix(
    const struct picture *how, struct image *im, struct matrix *m, char *why)
{
	bool sideways = im->orientation > 4;
	int cols = sideways ? how->rows : how->cols;
	int rows = sideways ? how->cols : how->rows;
	struct reduce r;
	struct crop crop;

	if (decode(how, im, cols, rows, &crop, why) == -1)
		return -1;
	if (how->fit == FIT_ICON &&
	    crop_to_lit(im, cols, rows, &crop, why) == -1)
		return -1;
	reduce_start(&r, &crop, im->width);
	if (add_rows(&r, im, why) == -1)
		return -1;
	reduce_end(&r, m);
	fit_orient(m, im->orientation);
	fit_place(m, how->cols, how->rows);
	return 0;
}

/* How far a channel is from grey; 1 is the edge of the gamut. */
static double
reach(double light, double grey)
{
	double d = light - grey;

	return d > 0 ? d / (LIGHT_FULL - grey) : -d / grey;
}

/*
 * In linear light the colour moves away from the grey of its luminance, the
 * farther the less saturated it was, and at most to the edge of the gamut.
 */
static void
saturate(uint8_t rgb[3])
{
	struct light l = light_from(rgb);
	double y = light_luma(l) * LIGHT_FULL;
	struct light grey = {y, y, y};
	double most;

	if (y <= 0 || y >= LIGHT_FULL)
		return;
	most = fmax(fmax(reach(l.r, y), reach(l.g, y)), reach(l.b, y));
	light_rgb(light_mix(grey, l, 2 / (1 + most)), 1, rgb);
}

int
picture_matrix(const struct picture *how, const struct image_reader *reader,
    const void *data, size_t len, struct matrix *m, char why[WHY_MAX])
{
	struct image im;
	size_t i;
	int rc = image_open(&im, reader, data, len, how->max_pixels, why);

	if (rc == 0)
		rc = to_matrix(how, &im, m, why);
	for (i = 0; rc == 0 && how->vivid && i < matrix_bytes(m); i += 3)
		saturate(m->rgb + i);
	image_close(&im);
	return rc;
}
