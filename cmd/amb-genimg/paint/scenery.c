#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "scenery.h"

enum {
	CELLS = CANVAS_CELLS,
	HORIZON = 10, /* first row of cells that is not sky */
	SUN = 7	      /* cells across */
};

#define SKY_LUMA 0.2 /* a sun does not stand out on a brighter sky */

static const uint8_t sun_color[3] = {255, 236, 160};

static uint32_t
hash_at(const struct scenery *s, int a, int b)
{
	return hash_pair(s->seed + (uint32_t)a * 131, (uint32_t)b);
}

/*
 * The plan's background above row to.  With a sun, the blue that it may end
 * with is left out: water is painted there.
 */
static void
draw_sky(const struct scenery *s, int to, bool sunny)
{
	const uint8_t(*colors)[3] = s->plan->colors;
	int n = s->plan->n_colors;

	while (sunny && n > 1 && colors[n - 1][2] > colors[n - 1][0])
		n--;
	canvas_ground(s->c, to, colors, n, SKY_LUMA);
}

static void
draw_sun(const struct scenery *s, double middle_row)
{
	double size = SUN * CANVAS_CELL;
	struct box box = {(CANVAS_SIDE - size) / 2,
	    middle_row * CANVAS_CELL - size / 2, size, size};
	struct box halo = {
	    box.x - size / 2, box.y - size / 2, size * 2, size * 2};

	canvas_glow(s->c, halo, light_scale(light_from(s->style->far), 0.5));
	canvas_disc(s->c, box, light_from(sun_color));
}

/* The sky upside down, darker and as blue as style->near. */
static void
mirror(const struct scenery *s, int horizon)
{
	struct light deep = light_from(s->style->near);
	struct light up;
	int x, y;

	for (y = horizon; y < CELLS; y++) {
		for (x = 0; x < CELLS; x++) {
			up = canvas_at(s->c, x, 2 * horizon - 1 - y);
			up = light_mix(light_scale(up, 0.4), deep, 0.75);
			/* the back of some waves */
			if (hash_at(s, x / 3, y) % 4 == 0)
				up = light_mix(light_scale(up, 1.5), deep, 0.4);
			canvas_cell(s->c, x, y, up, 1);
		}
	}
}

void
scenery_sun_sea(const struct scenery *s)
{
	struct light light = light_from(sun_color);
	int half;
	int i, x, y;

	draw_sky(s, HORIZON, true);
	draw_sun(s, HORIZON - 1);
	mirror(s, HORIZON);
	/* the reflection of the sun: lines of light, waves between them */
	for (y = HORIZON + 1; y < CELLS; y += 2) {
		half = 4 - (y - HORIZON) / 2;
		x = CELLS / 2 - half + (int)(hash_at(s, 7, y) % 3) - 1;
		for (i = 0; i < 2 * half; i++)
			canvas_cell(s->c, x + i, y, light, 0.7);
	}
}

/* Call draw for each house: its first column, width and top row. */
static void
each_house(const struct scenery *s, int top, unsigned spread,
    void (*draw)(const struct scenery *s, int x, int width, int top))
{
	int width;
	int x;

	for (x = 0; x < CELLS; x += width) {
		width = 3 + (int)(hash_at(s, x, 1) % 2);
		if (x + width > CELLS - 2)
			width = CELLS - x;
		draw(s, x, width, top + (int)(hash_at(s, x, 2) % spread));
	}
}

/* Before a bright sky, with a few lit windows. */
static void
dark_house(const struct scenery *s, int x, int width, int top)
{
	static const uint8_t lamp[3] = {255, 170, 60};
	int i, y;

	for (y = top; y < CELLS; y++)
		for (i = x; i < x + width; i++)
			canvas_cell(s->c, i, y,
			    light_from(y > top + 1 && hash_at(s, i, y) % 7 == 0
					   ? lamp
					   : s->style->near),
			    1);
}

/* The last column stays dark, to separate the houses. */
static void
lit_house(const struct scenery *s, int x, int width, int top)
{
	struct light wall = light_from(s->style->near);
	struct light window = light_from(s->style->far);
	int i, y;

	for (y = top; y < CELLS; y++) {
		for (i = x; i < x + width - 1; i++) {
			canvas_cell(s->c, i, y, wall, 1);
			s->c->covered[y][i] = true;
			if ((y - top) % 2 == 1 && hash_at(s, i, y) % 8 < 6)
				canvas_cell(s->c, i, y, window, 1);
		}
		canvas_cell(s->c, i, y, light_scale(wall, 0.3), 1);
		s->c->covered[y][i] = true;
	}
}

void
scenery_sun_town(const struct scenery *s)
{
	draw_sky(s, CELLS, true);
	draw_sun(s, HORIZON - 4);
	each_house(s, HORIZON - 4, 6, dark_house);
}

void
scenery_town(const struct scenery *s)
{
	draw_sky(s, CELLS, false);
	each_house(s, 3, 7, lit_house);
}

void
scenery_sun_hills(const struct scenery *s)
{
	struct light hill = light_from(s->style->near);
	double top;
	int x, y;

	draw_sky(s, CELLS, true);
	draw_sun(s, HORIZON - 2);
	for (x = 0; x < CELLS; x++) {
		/* two slopes that meet before the sun */
		top = HORIZON - 3 + fmin(x, CELLS - 1 - x) * 0.75;
		for (y = (int)top; y < CELLS; y++)
			canvas_cell(s->c, x, y,
			    light_scale(hill, y < top + 1 ? 2 : 1), 1);
	}
}

void
scenery_water(const struct scenery *s)
{
	mirror(s, HORIZON);
}

void
scenery_land(const struct scenery *s)
{
	uint8_t colors[2][3];

	memcpy(colors[0], s->style->far, 3);
	memcpy(colors[1], s->style->near, 3);
	canvas_rows(s->c, HORIZON + 1, CELLS, colors, 2, 1);
}

void
scenery_dots(const struct scenery *s)
{
	const uint8_t *rgb;
	int at;
	int i;

	for (i = 0; i < s->style->amount; i++) {
		at = hash_order(i, CELLS * CELLS, s->seed);
		rgb = i % 3 == 0 ? s->style->far : s->style->near;
		if (canvas_free(s->c, at % CELLS, at / CELLS))
			canvas_cell(
			    s->c, at % CELLS, at / CELLS, light_from(rgb), 1);
	}
}

void
scenery_rain(const struct scenery *s)
{
	int at;
	int i, x, y;

	for (i = 0; i < s->style->amount; i++) {
		at = hash_order(i, CELLS * CELLS, s->seed);
		x = at % CELLS;
		y = at / CELLS;
		if (!canvas_free(s->c, x, y) || !canvas_free(s->c, x, y + 1))
			continue;
		canvas_cell(s->c, x, y, light_from(s->style->far), 1);
		canvas_cell(s->c, x, y + 1, light_from(s->style->near), 1);
	}
}
