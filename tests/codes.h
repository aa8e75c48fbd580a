/*
 * codes.h - how pictures are usually reduced: averages of sRGB codes, which
 * are not light, a row and a column at a time, in bytes.
 */
#ifndef AMB_TESTS_CODES_H
#define AMB_TESTS_CODES_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "scielab.h"

static double
codes_sinc(double x)
{
	return x == 0 ? 1 : sin(M_PI * x) / (M_PI * x);
}

/* The weight of a pixel x cells away from the middle of a cell. */
static double
codes_weight(bool lanczos, double x)
{
	x = fabs(x);
	if (!lanczos)
		return x < 0.5 ? 1 : 0;
	return x < 3 ? codes_sinc(x) * codes_sinc(x / 3) : 0;
}

static uint8_t
codes_byte(double x)
{
	return x < 0 ? 0 : x > 255 ? 255 : (uint8_t)(x + 0.5);
}

/* One row or column of codes, n of them, to CELLS; in bytes, as all do it. */
static void
codes_line(
    bool lanczos, const uint8_t *in, int in_step, uint8_t *out, int out_step)
{
	double sum, all, w;
	int i, x;

	for (i = 0; i < CELLS; i++) {
		sum = all = 0;
		for (x = 0; x < SIDE; x++) {
			w = codes_weight(lanczos, (x + 0.5) / CELL - (i + 0.5));
			sum += w * in[x * in_step];
			all += w;
		}
		out[i * out_step] = codes_byte(sum / all);
	}
}

static void
codes_reduce(bool lanczos, const uint8_t *codes, uint8_t *rgb)
{
	static uint8_t narrow[SIDE * CELLS * 3];
	int i, c;

	for (c = 0; c < 3; c++) {
		for (i = 0; i < SIDE; i++)
			codes_line(lanczos, codes + i * SIDE * 3 + c, 3,
			    narrow + i * CELLS * 3 + c, 3);
		for (i = 0; i < CELLS; i++)
			codes_line(lanczos, narrow + i * 3 + c, CELLS * 3,
			    rgb + i * 3 + c, CELLS * 3);
	}
}

#endif /* AMB_TESTS_CODES_H */
