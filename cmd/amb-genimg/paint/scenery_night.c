#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "scenery.h"

enum { CELLS = CANVAS_CELLS, RAYS = 8, BURSTS = 3, METEORS = 3, TAIL = 6 };

#define NIGHT_LUMA 0.03 /* mean relative luminance of the sky at most */

/* The ground is painted already; dim it when it is too bright. */
static void
darken(const struct scenery *s)
{
	double luma = canvas_luma(s->c, canvas_all);

	if (luma > NIGHT_LUMA)
		canvas_rows(s->c, 0, CELLS, s->plan->colors, s->plan->n_colors,
		    NIGHT_LUMA / luma);
}

void
scenery_fireworks(const struct scenery *s)
{
	static const struct {
		int x, y, reach;
		uint8_t rgb[3];
	} bursts[BURSTS] = {
	    {5, 5, 5, {255, 60, 60}},
	    {11, 9, 4, {70, 255, 120}},
	    {12, 2, 2, {255, 210, 60}},
	};
	static const int dx[RAYS] = {1, 1, 0, -1, -1, -1, 0, 1};
	static const int dy[RAYS] = {0, 1, 1, 1, 0, -1, -1, -1};
	int b, i, r, reach;

	darken(s);
	for (b = 0; b < BURSTS; b++) {
		for (i = 0; i < RAYS; i++) {
			/* a slanting step is longer */
			reach = bursts[b].reach - (i % 2 == 1);
			for (r = 1; r <= reach; r++)
				canvas_cell(s->c, bursts[b].x + dx[i] * r,
				    bursts[b].y + dy[i] * r,
				    light_from(bursts[b].rgb),
				    0.25 + 0.75 * r / reach);
		}
		canvas_cell(s->c, bursts[b].x, bursts[b].y,
		    light_from(s->style->near), 1);
	}
}

void
scenery_aurora(const struct scenery *s)
{
	struct light green = light_from(s->style->near);
	struct light violet = light_from(s->style->far);
	double part;
	int foot;
	int x, y;

	darken(s);
	for (x = 0; x < CELLS; x++) {
		foot = 10 + (int)lround(2.4 * sin(x * 0.62 + 0.4));
		for (y = 1; y <= foot; y++) {
			part = (double)(foot - y) / foot;
			canvas_cell(s->c, x, y, light_mix(green, violet, part),
			    (1 - part) * (x % 3 == 0 ? 0.45 : 0.9));
		}
	}
	for (x = 0; x < CELLS; x++)
		for (y = 13 + (int)(hash_pair(s->seed, (uint32_t)x) % 2);
		     y < CELLS; y++)
			canvas_cell(s->c, x, y, (struct light){0, 0, 0}, 1);
}

/* A band from the lower left to the upper right, brightest in its middle. */
void
scenery_galaxy(const struct scenery *s)
{
	struct light violet = light_from(s->style->far);
	struct light white = light_from(s->style->near);
	double off;	 /* from the middle; 1 at the edge */
	uint32_t chance; /* percent */
	int i;

	darken(s);
	for (i = 0; i < CELLS * CELLS; i++) {
		off = abs(i % CELLS + i / CELLS - (CELLS - 1)) / 6.0;
		chance = hash_pair(s->seed, (uint32_t)i) % 100;
		if (off < 1)
			canvas_cell(s->c, i % CELLS, i / CELLS, violet,
			    (1 - off) * (0.35 + (double)(chance % 10) / 30));
		if (chance < (off < 0.7 ? 22 : 4))
			canvas_cell(s->c, i % CELLS, i / CELLS, white,
			    chance % 2 == 0 ? 0.9 : 0.35);
	}
}

void
scenery_meteors(const struct scenery *s)
{
	static const int heads[METEORS][2] = {{3, 9}, {9, 13}, {10, 4}};
	struct light light = light_from(s->style->near);
	int i, m;

	darken(s);
	for (m = 0; m < METEORS; m++)
		for (i = 0; i < TAIL; i++)
			canvas_cell(s->c, heads[m][0] + i, heads[m][1] - i,
			    i == 0 ? light : light_from(s->style->far),
			    1 - (double)i / TAIL);
}
