#include <math.h>
#include <string.h>

#include "canvas.h"

enum { SUB = 3, FULL = 65535 }; /* samples a side; the light of code 255 */

static double
luma(struct light a)
{
	return (0.2126 * a.r + 0.7152 * a.g + 0.0722 * a.b) / FULL;
}

static void
fill_row(struct canvas *c, int y, struct light light)
{
	int x;

	for (x = 0; x < CANVAS_SIDE; x++)
		c->px[y][x] = light;
}

void
canvas_ground(struct canvas *c, const uint8_t (*colors)[3], int n, double dim)
{
	struct light light = {0, 0, 0};
	double at;
	int i;
	int y;

	for (y = 0; y < CANVAS_SIDE; y++) {
		if (n > 0) {
			at = (double)y * (n - 1) / (CANVAS_SIDE - 1);
			i = (int)at < n - 1 ? (int)at : n - 1;
			light = light_mix(light_from(colors[i]),
			    light_from(colors[i + 1 < n ? i + 1 : i]), at - i);
		}
		fill_row(c, y, light_scale(light, dim));
	}
}

void
canvas_rows(
    struct canvas *c, int from, int to, struct light top, struct light bottom)
{
	int n = (to - from) * CANVAS_CELL;
	int i;

	for (i = 0; i < n; i++)
		fill_row(c, from * CANVAS_CELL + i,
		    light_mix(top, bottom, (double)i / n));
}

void
canvas_cell(struct canvas *c, int x, int y, struct light light)
{
	int i;
	int j;

	if (x < 0 || x >= CANVAS_CELLS || y < 0 || y >= CANVAS_CELLS)
		return;
	for (j = y * CANVAS_CELL; j < (y + 1) * CANVAS_CELL; j++)
		for (i = x * CANVAS_CELL; i < (x + 1) * CANVAS_CELL; i++)
			c->px[j][i] = light;
}

static int
clip(double v)
{
	return v < 0 ? 0 : v > CANVAS_SIDE ? CANVAS_SIDE : (int)v;
}

/* Call paint for each pixel of box; u and v are its place in it, 0 to 1. */
static void
each(struct canvas *c, struct box box,
    void (*paint)(struct light *px, double u, double v, const void *arg),
    const void *arg)
{
	int x;
	int y;

	for (y = clip(box.y); y < clip(ceil(box.y + box.height)); y++)
		for (x = clip(box.x); x < clip(ceil(box.x + box.width)); x++)
			paint(&c->px[y][x], (x + 0.5 - box.x) / box.width,
			    (y + 0.5 - box.y) / box.height, arg);
}

static double
radius(double u, double v)
{
	return sqrt((u - 0.5) * (u - 0.5) + (v - 0.5) * (v - 0.5)) * 2;
}

static void
paint_disc(struct light *px, double u, double v, const void *arg)
{
	if (radius(u, v) <= 1)
		*px = *(const struct light *)arg;
}

void
canvas_disc(struct canvas *c, struct box box, struct light light)
{
	each(c, box, paint_disc, &light);
}

static double
cap(double v)
{
	return v < FULL ? v : FULL;
}

static void
paint_glow(struct light *px, double u, double v, const void *arg)
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
	each(c, box, paint_glow, &light);
}

/* The pixel of r at u, v; wholly transparent outside. */
static const uint8_t *
texel(const struct raster *r, double u, double v)
{
	static const uint8_t none[4];
	int x = (int)floor(u * r->width);
	int y = (int)floor(v * r->height);

	if (x < 0 || y < 0 || x >= r->width || y >= r->height)
		return none;
	return r->rgba + ((size_t)y * (size_t)r->width + (size_t)x) * 4;
}

struct stamp {
	const struct raster *r;
	double du; /* the width of a pixel of the canvas */
	double dv;
	double reach; /* pixels around, for a halo */
	struct light light;
};

static void
paint_raster(struct light *px, double u, double v, const void *arg)
{
	const struct stamp *s = arg;
	struct light sum = {0, 0, 0};
	double alpha = 0;
	const uint8_t *t;
	struct light one;
	int i;

	for (i = 0; i < SUB * SUB; i++) {
		t = texel(s->r, u + ((i % SUB + 0.5) / SUB - 0.5) * s->du,
		    v + ((i / SUB + 0.5) / SUB - 0.5) * s->dv);
		if (t[3] == 0)
			continue;
		one = light_scale(light_from(t), t[3] / 255.0);
		sum.r += one.r;
		sum.g += one.g;
		sum.b += one.b;
		alpha += t[3] / 255.0;
	}
	alpha /= SUB * SUB;
	px->r = px->r * (1 - alpha) + sum.r / (SUB * SUB);
	px->g = px->g * (1 - alpha) + sum.g / (SUB * SUB);
	px->b = px->b * (1 - alpha) + sum.b / (SUB * SUB);
}

static struct stamp
stamp(const struct raster *r, struct box box)
{
	return (struct stamp){
	    .r = r, .du = 1 / box.width, .dv = 1 / box.height};
}

void
canvas_draw(struct canvas *c, const struct raster *r, struct box box)
{
	struct stamp s = stamp(r, box);

	each(c, box, paint_raster, &s);
}

static void
paint_halo(struct light *px, double u, double v, const void *arg)
{
	static const int dx[] = {0, 1, 1, 0, -1, -1, -1, 0, 1};
	static const int dy[] = {0, 0, 1, 1, 1, 0, -1, -1, -1};
	const struct stamp *s = arg;
	uint8_t most = 0;
	const uint8_t *t;
	int i;

	for (i = 0; i < 9; i++) {
		t = texel(s->r, u + dx[i] * s->reach * s->du,
		    v + dy[i] * s->reach * s->dv);
		if (t[3] > most)
			most = t[3];
	}
	*px = light_mix(*px, s->light, most / 255.0);
}

void
canvas_halo(struct canvas *c, const struct raster *r, struct box box,
    struct light light)
{
	struct box around = {box.x - CANVAS_CELL, box.y - CANVAS_CELL,
	    box.width + 2 * CANVAS_CELL, box.height + 2 * CANVAS_CELL};
	/* the raster as seen from the wider box: a margin of nothing */
	struct raster wide = {0};
	struct stamp s;
	int mx = (int)(CANVAS_CELL * r->width / box.width);
	int my = (int)(CANVAS_CELL * r->height / box.height);
	int y;

	if (raster_init(&wide, r->width + 2 * mx, r->height + 2 * my) == -1)
		return;
	for (y = 0; y < r->height; y++)
		memcpy(wide.rgba + ((size_t)(y + my) * (size_t)wide.width +
				       (size_t)mx) *
				       4,
		    r->rgba + (size_t)y * (size_t)r->width * 4,
		    (size_t)r->width * 4);
	s = stamp(&wide, around);
	s.light = light;
	s.reach = CANVAS_CELL * 0.6;
	each(c, around, paint_halo, &s);
	raster_release(&wide);
}

double
canvas_luma(const struct canvas *c, struct box box)
{
	double sum = 0;
	int n = 0;
	int x;
	int y;

	for (y = clip(box.y); y < clip(box.y + box.height); y++)
		for (x = clip(box.x); x < clip(box.x + box.width); x++, n++)
			sum += luma(c->px[y][x]);
	return n > 0 ? sum / n : 0;
}

double
raster_luma(const struct raster *r)
{
	const uint8_t *p = r->rgba;
	const uint8_t *end = p + (size_t)r->width * (size_t)r->height * 4;
	double alpha = 0;
	double sum = 0;

	for (; p < end; p += 4) {
		sum += luma(light_from(p)) * p[3];
		alpha += p[3];
	}
	return alpha > 0 ? sum / alpha : 0;
}

int
canvas_raster(const struct canvas *c, struct raster *out)
{
	uint8_t *p;
	int x;
	int y;

	if (raster_init(out, CANVAS_SIDE, CANVAS_SIDE) == -1)
		return -1;
	p = out->rgba;
	for (y = 0; y < CANVAS_SIDE; y++)
		for (x = 0; x < CANVAS_SIDE; x++, p += 4) {
			light_rgb(c->px[y][x], 1, p);
			p[3] = 255;
		}
	return 0;
}
