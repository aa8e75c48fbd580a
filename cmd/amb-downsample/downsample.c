#include <errno.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "decoder_process.h"
#include "downsample.h"
#include "image/image.h"
#include "light/light.h"
#include "reduce.h"

enum {
	SAMPLES = 16,	   /* pixels that suffice for an LED, a side */
	ICON_SAMPLES = 64, /* the same when only a small part is shown */
	CPU_S = 20	   /* seconds for one picture */
};

#define UNREADABLE "cannot be read to its end"

/* Shared by the child that decodes and its parent. */
struct decoding {
	const struct downsample *how;
	const void *data;
	size_t len;
	struct matrix m;
	enum fault fault;
	char why[WHY_MAX];
};

/* The side, in pixels, that suffices when n LEDs show part of all pixels. */
static int
sufficient(const struct downsample *how, int n, double part, int all)
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

static int
crop_to_lit(struct image *im, int cols, int rows, struct crop *crop)
{
	struct fit_lit lit = {im->width, im->height, 0, 0};
	const uint8_t *row;
	int y;

	for (y = 0; y < im->height; y++) {
		row = image_row(im, y);
		if (row == NULL)
			return -1;
		fit_lit_row(&lit, y, row, im->width, im->channels);
	}
	fit_icon(&lit, cols, rows, crop);
	return 0;
}

static int
add_rows(struct reduce *r, struct image *im)
{
	const uint8_t *row;
	int y;

	for (y = 0; y < im->height; y++) {
		if (!reduce_wants(r, y))
			continue;
		row = image_row(im, y);
		if (row == NULL)
			return -1;
		reduce_row(r, y, row, im->channels);
	}
	return 0;
}

static int
to_matrix(
    const struct downsample *how, struct image *im, struct matrix *m, char *why)
{
	bool sideways = im->orientation > 4;
	int cols = sideways ? how->rows : how->cols;
	int rows = sideways ? how->cols : how->rows;
	int width = im->width;
	int height = im->height;
	struct reduce r;
	struct crop crop;

	fit_crop(how->fit, width, height, cols, rows, &crop);
	if (image_decode(im, sufficient(how, crop.cols, crop.width, width),
		sufficient(how, crop.rows, crop.height, height), why) == -1)
		return -1;
	scale(&crop, (double)im->width / width, (double)im->height / height);
	if (how->fit == FIT_ICON && crop_to_lit(im, cols, rows, &crop) == -1)
		return why_set(why, UNREADABLE);
	reduce_start(&r, &crop, im->width);
	if (add_rows(&r, im) == -1)
		return why_set(why, UNREADABLE);
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

/* In the child. */
static void
decode(void *arg)
{
	struct decoding *d = arg;
	struct image im;
	size_t i;

	if (image_start() == -1) {
		d->fault = FAULT_UNAVAILABLE;
		why_set(d->why, "%s", strerror(errno));
		return;
	}
	if (image_open(&im, d->data, d->len, d->how->max_pixels, d->why) == 0 &&
	    to_matrix(d->how, &im, &d->m, d->why) == 0) {
		for (i = 0; d->how->vivid && i < matrix_bytes(&d->m); i += 3)
			saturate(d->m.rgb + i);
		d->fault = FAULT_NONE;
	} else if (im.format == NULL) {
		d->fault = FAULT_FORMAT;
	}
	image_close(&im);
}

static enum fault
fail(enum fault fault, char *why, const char *text)
{
	why_set(why, "%s", text);
	return fault;
}

/* The fault of a decoding whose process ended with this status. */
static enum fault
fault_of(const struct decoding *d, int status, char *why)
{
	if (status == -1)
		return fail(FAULT_UNAVAILABLE, why, strerror(errno));
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return fail(FAULT_INPUT, why, "decoding takes too long");
	if (status != 0)
		return fail(FAULT_INPUT, why, "the decoder crashed");
	return d->fault == FAULT_NONE ? FAULT_NONE
				      : fail(d->fault, why, d->why);
}

enum fault
downsample(const struct downsample *how, const void *data, size_t len,
    struct matrix *m, char why[WHY_MAX])
{
	struct decoding *d = mmap(NULL, sizeof(*d), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	enum fault fault;

	if (d == MAP_FAILED)
		return fail(FAULT_UNAVAILABLE, why, strerror(errno));
	d->how = how;
	d->fault = FAULT_INPUT;
	d->data = data;
	d->len = len;
	fault = fault_of(d, decoder_process_run(decode, d, CPU_S), why);
	if (fault == FAULT_NONE)
		*m = d->m;
	munmap(d, sizeof(*d));
	return fault;
}
