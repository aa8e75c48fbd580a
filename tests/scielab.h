/*
 * scielab.h - S-CIELAB: how much two pictures differ for an eye far away.
 *
 * After Zhang and Wandell (1996) a picture is blurred as the eye blurs it
 * before it is compared.  Linear light is blurred, all colours alike, by the
 * main Gaussian of the published luminance kernel, exp(-(r / 0.0283
 * degrees)^2), from where that is the distance between two LEDs: 10 mm seen
 * from 20 m.  The difference is the mean CIEDE2000 (Sharma, Wu, Dalal 2005) in
 * CIELAB (D65).
 */
#ifndef AMB_TESTS_SCIELAB_H
#define AMB_TESTS_SCIELAB_H

#include <math.h>
#include <stdlib.h>

#include "light/light.h"

enum {
	SIDE = 256,	       /* pixels of a picture that is looked at */
	CELLS = 16,	       /* LEDs a side */
	CELL = SIDE / CELLS,   /* pixels an LED */
	STEP = 8,	       /* pixels between samples */
	SAMPLES = SIDE / STEP, /* a side */
	RADIUS = 3 * CELL      /* where the blur is cut off, pixels */
};

#define SPREAD ((double)CELL) /* of the blur, pixels */

struct lab {
	double l, a, b;
};

struct scielab {
	struct lab at[SAMPLES * SAMPLES];
};

static double
lab_f(double t)
{
	return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

/* From light of which 65535 is white. */
static struct lab
lab_of(struct light l)
{
	double r = l.r / 65535, g = l.g / 65535, b = l.b / 65535;
	double x =
	    lab_f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
	double y = lab_f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
	double z =
	    lab_f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
	struct lab out = {116 * y - 16, 500 * (x - y), 200 * (y - z)};

	return out;
}

static double
chroma_pow7(double c)
{
	c = c * c * c * c * c * c * c;
	return sqrt(c / (c + 6103515625.0)); /* 25^7 */
}

static double
hue_degrees(double b, double a)
{
	double h = atan2(b, a) * 180 / M_PI;

	return a == 0 && b == 0 ? 0 : h < 0 ? h + 360 : h;
}

static double
cos_degrees(double degrees)
{
	return cos(degrees * M_PI / 180);
}

/* CIEDE2000, all weights 1. */
static double
ciede2000(const struct lab *p, const struct lab *q)
{
	double mean = (hypot(p->a, p->b) + hypot(q->a, q->b)) / 2;
	double g = 1 + (1 - chroma_pow7(mean)) / 2;
	double c1 = hypot(p->a * g, p->b), c2 = hypot(q->a * g, q->b);
	double h1 = hue_degrees(p->b, p->a * g);
	double h2 = hue_degrees(q->b, q->a * g);
	double dh = c1 * c2 == 0 ? 0 : h2 - h1;
	double h = h1 + h2;
	double l = (p->l + q->l) / 2 - 50, c = (c1 + c2) / 2;
	double t, sl, sc, sh, rt, dl, dc;

	if (c1 * c2 != 0)
		h = fabs(h1 - h2) <= 180 ? h / 2
		    : h < 360		 ? (h + 360) / 2
					 : (h - 360) / 2;
	dh = dh > 180 ? dh - 360 : dh < -180 ? dh + 360 : dh;
	dh = 2 * sqrt(c1 * c2) * sin(dh * M_PI / 360);
	t = 1 - 0.17 * cos_degrees(h - 30) + 0.24 * cos_degrees(2 * h) +
	    0.32 * cos_degrees(3 * h + 6) - 0.20 * cos_degrees(4 * h - 63);
	sl = 1 + 0.015 * l * l / sqrt(20 + l * l);
	sc = 1 + 0.045 * c;
	sh = 1 + 0.015 * c * t;
	rt = (h - 275) / 25;
	rt = -2 * chroma_pow7(c) * sin(M_PI / 3 * exp(-rt * rt));
	dl = (q->l - p->l) / sl;
	dc = (c2 - c1) / sc;
	dh /= sh;
	return sqrt(dl * dl + dc * dc + dh * dh + rt * dc * dh);
}

/* One row or column blurred; beyond the picture it is dark. */
static void
scielab_blur(
    const double *kernel, const struct light *in, struct light *out, int step)
{
	struct light sum;
	int i, k, first, last;

	for (i = 0; i < SIDE; i++) {
		first = i < RADIUS ? -i : -RADIUS;
		last = SIDE - 1 - i < RADIUS ? SIDE - 1 - i : RADIUS;
		sum = (struct light){0, 0, 0};
		for (k = first; k <= last; k++)
			light_add(&sum, in[(i + k) * step], kernel[k + RADIUS]);
		out[i * step] = sum;
	}
}

/* SIDE x SIDE pixels of light as an eye far away sees them. */
static void
scielab(const struct light *picture, struct scielab *out)
{
	static struct light rows[SIDE * SIDE], both[SIDE * SIDE];
	double kernel[2 * RADIUS + 1], sum = 0;
	int i, x, y;

	for (i = -RADIUS; i <= RADIUS; i++)
		sum += kernel[i + RADIUS] = exp(-i * i / (SPREAD * SPREAD));
	for (i = 0; i <= 2 * RADIUS; i++)
		kernel[i] /= sum;
	for (i = 0; i < SIDE; i++)
		scielab_blur(kernel, picture + i * SIDE, rows + i * SIDE, 1);
	for (i = STEP / 2; i < SIDE; i += STEP)
		scielab_blur(kernel, rows + i, both + i, SIDE);
	for (i = 0; i < SAMPLES * SAMPLES; i++) {
		x = i % SAMPLES * STEP + STEP / 2;
		y = i / SAMPLES * STEP + STEP / 2;
		out->at[i] = lab_of(both[y * SIDE + x]);
	}
}

/* The mean CIEDE2000 of two pictures. */
static double
scielab_difference(const struct scielab *p, const struct scielab *q)
{
	double sum = 0;
	int i;

	for (i = 0; i < SAMPLES * SAMPLES; i++)
		sum += ciede2000(&p->at[i], &q->at[i]);
	return sum / (SAMPLES * SAMPLES);
}

#endif /* AMB_TESTS_SCIELAB_H */
