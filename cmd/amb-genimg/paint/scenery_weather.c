#include "base/hash.h"
#include "scenery.h"

enum { CELLS = CANVAS_CELLS * CANVAS_CELLS };

void
scenery_dots(const struct scenery *s)
{
	const uint8_t *rgb;
	int at;
	int i;

	for (i = 0; i < s->style->amount; i++) {
		at = hash_order(i, CELLS, s->seed);
		rgb = i % 3 == 0 ? s->style->far : s->style->near;
		if (canvas_free(s->c, at % CANVAS_CELLS, at / CANVAS_CELLS))
			canvas_cell(s->c, at % CANVAS_CELLS, at / CANVAS_CELLS,
			    light_from(rgb), 1);
	}
}

void
scenery_rain(const struct scenery *s)
{
	int at;
	int i;
	int x;
	int y;

	for (i = 0; i < s->style->amount; i++) {
		at = hash_order(i, CELLS, s->seed);
		x = at % CANVAS_CELLS;
		y = at / CANVAS_CELLS;
		if (!canvas_free(s->c, x, y) || !canvas_free(s->c, x, y + 1))
			continue;
		canvas_cell(s->c, x, y, light_from(s->style->far), 1);
		canvas_cell(s->c, x, y + 1, light_from(s->style->near), 1);
	}
}
