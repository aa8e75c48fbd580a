#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "image/reduce.h"
#include "light/light.h"

void
reduce_start(struct reduce *r, const struct crop *crop, int width)
{
	uint8_t grey[3];
	int i;

	memset(r, 0, sizeof(*r));
	r->crop = *crop;
	r->width = width;
	for (i = 0; i < 256; i++) {
		memset(grey, i, sizeof(grey));
		r->light[i] = (uint16_t)light_from(grey).r;
	}
}

int
reduce_wants(const struct reduce *r, int y)
{
	return y + 1 > r->crop.top && y < r->crop.top + r->crop.height;
}

/* Over black as viewers do it: codes are blended, not light. */
static uint8_t
over_black(uint8_t code, uint8_t alpha)
{
	return (uint8_t)((code * alpha + 127) / 255);
}

static void
add_pixel(const struct reduce *r, const uint8_t *px, int channels,
    double weight, struct light *sum)
{
	uint8_t alpha = channels == 4 ? px[3] : 255;

	sum->r += weight * r->light[over_black(px[0], alpha)];
	sum->g += weight * r->light[over_black(px[1], alpha)];
	sum->b += weight * r->light[over_black(px[2], alpha)];
}

/* Whole pixels.  Inline: the loop without alpha is then a fast one. */
static inline void
add_run(const uint16_t *light, const uint8_t *px, int n, int channels,
    struct light *sum)
{
	uint32_t red = 0, green = 0, blue = 0; /* below 2^16 pixels a row */
	const uint8_t *end = px + n * channels;
	bool alpha = channels == 4;

	for (; px < end; px += channels) {
		red += light[alpha ? over_black(px[0], px[3]) : px[0]];
		green += light[alpha ? over_black(px[1], px[3]) : px[1]];
		blue += light[alpha ? over_black(px[2], px[3]) : px[2]];
	}
	sum->r += red;
	sum->g += green;
	sum->b += blue;
}

/* The light of a row between two places, in pixels from its left. */
static void
add_span(const struct reduce *r, const uint8_t *row, int channels, double from,
    double to, struct light *sum)
{
	int first, last;

	from = fmax(from, 0);
	to = fmin(to, r->width);
	if (from >= to)
		return;
	first = (int)from;
	last = (int)ceil(to) - 1;
	if (first == last) {
		add_pixel(r, row + first * channels, channels, to - from, sum);
		return;
	}
	add_pixel(r, row + first * channels, channels, first + 1 - from, sum);
	add_pixel(r, row + last * channels, channels, to - last, sum);
	row += (first + 1) * channels;
	if (channels == 4)
		add_run(r->light, row, last - first - 1, 4, sum);
	else
		add_run(r->light, row, last - first - 1, 3, sum);
}

/* How much of row y the grid's row covers. */
static double
cover(const struct crop *crop, int grid_row, int y)
{
	double from = crop->top + crop->height * grid_row / crop->rows;
	double to = crop->top + crop->height * (grid_row + 1) / crop->rows;

	return fmin(to, y + 1) - fmax(from, y);
}

void
reduce_row(struct reduce *r, int y, const uint8_t *row, int channels)
{
	const struct crop *crop = &r->crop;
	struct light line[GRID_SIDE_MAX] = {{0}};
	double weight;
	int i, x;

	for (x = 0; x < crop->cols; x++)
		add_span(r, row, channels,
		    crop->left + crop->width * x / crop->cols,
		    crop->left + crop->width * (x + 1) / crop->cols, &line[x]);
	for (i = 0; i < crop->rows; i++) {
		weight = cover(crop, i, y);
		if (weight <= 0)
			continue;
		for (x = 0; x < crop->cols; x++)
			light_add(&r->sum[i][x], line[x], weight);
	}
}

void
reduce_end(const struct reduce *r, struct matrix *m)
{
	const struct crop *crop = &r->crop;
	double area = crop->width / crop->cols * (crop->height / crop->rows);
	uint8_t *p = m->rgb;
	int x, y;

	m->width = crop->cols;
	m->height = crop->rows;
	for (y = 0; y < crop->rows; y++)
		for (x = 0; x < crop->cols; x++, p += 3)
			light_rgb(light_scale(r->sum[y][x], 1 / area), 1, p);
}
