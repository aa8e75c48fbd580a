#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "downsample.h"
#include "image/image.h"
#include "jail.h"
#include "vivid.h"

enum {
	SAMPLES = 16,	   /* pixels a cell's side that suffice */
	ICON_SAMPLES = 64, /* the same, when what is lit may be small */
	CPU_S = 20	   /* for one picture */
};

/* What passes between the child that decodes and its parent. */
struct job {
	const struct downsample *how;
	const void *data;
	size_t len;
	struct matrix m;
	enum fault fault; /* in reading what was given */
	char why[DOWNSAMPLE_WHY];
};

/* A picture of that many pixels a side suffices for n LEDs on part of it. */
static int
enough(const struct downsample *how, int n, double part, int all)
{
	double samples = how->fit == FIT_ICON ? ICON_SAMPLES : SAMPLES;

	return (int)ceil(samples * n * all / part);
}

/* The frame of the picture as announced, on the picture as it came. */
static void
scale(struct frame *f, double x, double y)
{
	f->left *= x;
	f->width *= x;
	f->top *= y;
	f->height *= y;
}

static int
find_lit(struct image *im, struct lit *lit)
{
	const uint8_t *row;
	int y;

	*lit = (struct lit){im->width, im->height, 0, 0};
	for (y = 0; y < im->height; y++) {
		row = image_row(im, y);
		if (row == NULL)
			return -1;
		lit_row(lit, y, row, im->width, im->bands);
	}
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
		reduce_row(r, y, row, im->bands);
	}
	return 0;
}

static int
to_matrix(const struct downsample *how, struct image *im, struct matrix *m)
{
	bool lies = im->turn > 4; /* on its side */
	int cols = lies ? how->rows : how->cols;
	int rows = lies ? how->cols : how->rows;
	int width = im->width;
	int height = im->height;
	struct reduce r;
	struct frame f;
	struct lit lit;

	fit_frame(how->fit, width, height, cols, rows, &f);
	if (image_decode(im, enough(how, f.cols, f.width, width),
		enough(how, f.rows, f.height, height)) == -1)
		return -1;
	scale(&f, (double)im->width / width, (double)im->height / height);
	if (how->fit == FIT_ICON) {
		if (find_lit(im, &lit) == -1)
			return -1;
		fit_icon(&lit, cols, rows, &f);
	}
	reduce_start(&r, &f, im->width);
	if (add_rows(&r, im) == -1)
		return -1;
	reduce_end(&r, m);
	fit_turn(m, im->turn);
	fit_place(m, how->cols, how->rows);
	return 0;
}

static void
make_vivid(struct matrix *m)
{
	size_t i;

	for (i = 0; i < matrix_bytes(m); i += 3)
		vivid(m->rgb + i);
}

/* In the child. */
static void
work(void *arg)
{
	struct job *job = arg;
	struct image im;

	image_init(IMAGE_DECODE);
	if (image_open(&im, job->data, job->len, job->how->max_pixels) == 0 &&
	    to_matrix(job->how, &im, &job->m) == 0) {
		if (job->how->vivid)
			make_vivid(&job->m);
		job->fault = FAULT_NONE;
	} else if (im.coder == NULL) {
		job->fault = FAULT_FORMAT;
	}
	snprintf(job->why, sizeof(job->why), "%s", im.why);
	image_close(&im);
}

static enum fault
told(char *why, enum fault fault, const char *text)
{
	snprintf(why, DOWNSAMPLE_WHY, "%s", text);
	return fault;
}

static enum fault
judge(const struct job *job, int status, char *why)
{
	if (status == -1)
		return told(why, FAULT_UNAVAILABLE, strerror(errno));
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return told(why, FAULT_INPUT, "takes too long to decode");
	if (status != 0)
		return told(why, FAULT_INPUT, "breaks the decoder");
	return told(why, job->fault, job->why);
}

enum fault
downsample(const struct downsample *how, const void *data, size_t len,
    struct matrix *m, char *why)
{
	struct job *job = jail_share(sizeof(*job));
	enum fault fault;

	if (job == NULL)
		return told(why, FAULT_UNAVAILABLE, strerror(errno));
	job->how = how;
	job->fault = FAULT_INPUT;
	job->data = data;
	job->len = len;
	fault = judge(job, jail_run(work, job, CPU_S), why);
	if (fault == FAULT_NONE)
		*m = job->m;
	jail_unshare(job, sizeof(*job));
	return fault;
}
