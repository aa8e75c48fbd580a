#include <math.h>

#include "canvas.h"

const struct box canvas_all = {0, 0, CANVAS_SIDE, CANVAS_SIDE};

struct box
canvas_cells(struct box box)
{
	return (struct box){box.x * CANVAS_CELL, box.y * CANVAS_CELL,
	    box.width * CANVAS_CELL, box.height * CANVAS_CELL};
}

static void
fill_row(struct canvas *c, int y, struct light light)
{
	int x;

	for (x = 0; x < CANVAS_SIDE; x++)
		c->px[y][x] = light;
}

void
canvas_rows(struct canvas *c, int from, int to, const uint8_t (*colors)[3],
    int n, double dim)
{
	struct light light = {0, 0, 0};
	int rows = (to - from) * CANVAS_CELL;
	double at;
	int i, y;

	for (y = 0; y < rows; y++) {
		if (n > 0) {
			at = (double)y * (n - 1) / (rows - 1);
			i = (int)at < n - 1 ? (int)at : n - 1;
			light = light_mix(light_from(colors[i]),
			    light_from(colors[i + 1 < n ? i + 1 : i]), at - i);
		}
		fill_row(c, from * CANVAS_CELL + y, light_scale(light, dim));
	}
}

void
canvas_ground(
    struct canvas *c, int to, const uint8_t (*colors)[3], int n, double max)
{
	double luma;

	canvas_rows(c, 0, to, colors, n, 1);
	luma = canvas_luma(c, canvas_all);
	if (luma > max)
		canvas_rows(c, 0, to, colors, n, max / luma);
}

static bool
inside(int x, int y)
{
	return x >= 0 && x < CANVAS_CELLS && y >= 0 && y < CANVAS_CELLS;
}

void
canvas_cell(struct canvas *c, int x, int y, struct light light, double part)
{
	struct light *px;
	int i, j;

	for (j = 0; inside(x, y) && j < CANVAS_CELL; j++) {
		px = &c->px[y * CANVAS_CELL + j][x * CANVAS_CELL];
		for (i = 0; i < CANVAS_CELL; i++)
			px[i] = light_mix(px[i], light, part);
	}
}

struct light
canvas_at(const struct canvas *c, int x, int y)
{
	return c->px[y * CANVAS_CELL + CANVAS_CELL / 2]
		    [x * CANVAS_CELL + CANVAS_CELL / 2];
}

bool
canvas_free(const struct canvas *c, int x, int y)
{
	int i, j;

	for (j = y - 1; j <= y + 1; j++)
		for (i = x - 1; i <= x + 1; i++)
			if (inside(i, j) && c->covered[j][i])
				return false;
	return true;
}

static int
clip(double v)
{
	return v < 0 ? 0 : v > CANVAS_SIDE ? CANVAS_SIDE : (int)v;
}

void
canvas_each(struct canvas *c, struct box box,
    void (*change)(struct light *px, double u, double v, const void *arg),
    const void *arg)
{
	int x, y;

	for (y = clip(box.y); y < clip(ceil(box.y + box.height)); y++)
		for (x = clip(box.x); x < clip(ceil(box.x + box.width)); x++)
			change(&c->px[y][x], (x + 0.5 - box.x) / box.width,
			    (y + 0.5 - box.y) / box.height, arg);
}

static double
radius(double u, double v)
{
	return sqrt((u - 0.5) * (u - 0.5) + (v - 0.5) * (v - 0.5)) * 2;
}

static void
fill_disc(struct light *px, double u, double v, const void *arg)
{
	if (radius(u, v) <= 1)
		*px = *(const struct light *)arg;
}

void
canvas_disc(struct canvas *c, struct box box, struct light light)
{
	double x, y;
	int i;

	canvas_each(c, box, fill_disc, &light);
	for (i = 0; i < CANVAS_CELLS * CANVAS_CELLS; i++) {
		x = ((i % CANVAS_CELLS + 0.5) * CANVAS_CELL - box.x) /
		    box.width;
		y = ((i / CANVAS_CELLS + 0.5) * CANVAS_CELL - box.y) /
		    box.height;
		if (radius(x, y) <= 1)
			c->covered[i / CANVAS_CELLS][i % CANVAS_CELLS] = true;
	}
}

static double
cap(double v)
{
	return v < LIGHT_FULL ? v : LIGHT_FULL;
}

static void
add_glow(struct light *px, double u, double v, const void *arg)
{
	const struct light *light = arg;
	double part = 1 - radius(u, v);

	if (part <= 0)
		return;
	part *= part;
	px->r = cap(px->r + light->r * part);
	px->g = cap(px->g + light->g * part);
	px->b = cap(px->b + light->b * part);
}

void
canvas_glow(struct canvas *c, struct box box, struct light light)
{
	canvas_each(c, box, add_glow, &light);
}

double
canvas_luma(const struct canvas *c, struct box box)
{
	double sum = 0;
	int n = 0;
	int x, y;

	for (y = clip(box.y); y < clip(box.y + box.height); y++)
		for (x = clip(box.x); x < clip(box.x + box.width); x++, n++)
			sum += light_luma(c->px[y][x]);
	return n > 0 ? sum / n : 0;
}
