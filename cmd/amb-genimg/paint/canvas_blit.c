#include <string.h>

#include "canvas_blit.h"

enum { SUB = 3 }; /* samples a pixel, a side */

/* The pixel of r at u, v; wholly transparent outside. */
static const uint8_t *
texel(const struct raster *r, double u, double v)
{
	static const uint8_t none[4];
	double x = u * r->width;
	double y = v * r->height;

	if (x < 0 || y < 0 || x >= r->width || y >= r->height)
		return none;
	return r->rgba + ((size_t)y * (size_t)r->width + (size_t)x) * 4;
}

struct blit {
	const struct raster *r;
	double du; /* a pixel of the canvas, as part of the box */
	double dv;
	double reach; /* of a halo, pixels of the canvas */
	struct light light;
};

static void
blend_raster(struct light *px, double u, double v, const void *arg)
{
	const struct blit *b = arg;
	struct light sum = {0, 0, 0};
	double alpha = 0;
	const uint8_t *t;
	int i;

	for (i = 0; i < SUB * SUB; i++) {
		t = texel(b->r, u + ((i % SUB + 0.5) / SUB - 0.5) * b->du,
		    v + ((i / SUB + 0.5) / SUB - 0.5) * b->dv);
		if (t[3] == 0)
			continue;
		light_add(&sum, light_from(t), t[3] / 255.0);
		alpha += t[3] / 255.0;
	}
	alpha /= SUB * SUB;
	px->r = px->r * (1 - alpha) + sum.r / (SUB * SUB);
	px->g = px->g * (1 - alpha) + sum.g / (SUB * SUB);
	px->b = px->b * (1 - alpha) + sum.b / (SUB * SUB);
}

static struct blit
blit(const struct raster *r, struct box box)
{
	return (struct blit){.r = r, .du = 1 / box.width, .dv = 1 / box.height};
}

/* Cells whose middle r covers. */
static void
cover(struct canvas *c, const struct raster *r, struct box box)
{
	double x, y;
	int i, j;

	for (j = 0; j < CANVAS_CELLS; j++) {
		y = ((j + 0.5) * CANVAS_CELL - box.y) / box.height;
		for (i = 0; i < CANVAS_CELLS; i++) {
			x = ((i + 0.5) * CANVAS_CELL - box.x) / box.width;
			if (texel(r, x, y)[3] != 0)
				c->covered[j][i] = true;
		}
	}
}

void
canvas_blit(struct canvas *c, const struct raster *r, struct box box)
{
	struct blit b = blit(r, box);

	canvas_each(c, box, blend_raster, &b);
	cover(c, r, box);
}

static void
blend_halo(struct light *px, double u, double v, const void *arg)
{
	static const int dx[] = {0, 1, 1, 0, -1, -1, -1, 0, 1};
	static const int dy[] = {0, 0, 1, 1, 1, 0, -1, -1, -1};
	const struct blit *b = arg;
	uint8_t most = 0;
	const uint8_t *t;
	int i;

	for (i = 0; i < 9; i++) {
		t = texel(b->r, u + dx[i] * b->reach * b->du,
		    v + dy[i] * b->reach * b->dv);
		if (t[3] > most)
			most = t[3];
	}
	*px = light_mix(*px, b->light, most / 255.0);
}

void
canvas_halo(struct canvas *c, const struct raster *r, struct box box,
    struct light light)
{
	struct box around = {box.x - CANVAS_CELL, box.y - CANVAS_CELL,
	    box.width + 2 * CANVAS_CELL, box.height + 2 * CANVAS_CELL};
	/* r with a transparent margin, to fill the wider box */
	struct raster wide = {0};
	struct blit b;
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
	b = blit(&wide, around);
	b.light = light;
	b.reach = CANVAS_CELL * 0.6;
	canvas_each(c, around, blend_halo, &b);
	raster_release(&wide);
}
