#include <stdlib.h>
#include <string.h>

#include "backdrop.h"
#include "canvas.h"
#include "paint.h"
#include "paint_plan.h"
#include "subjects.h"
#include "text.h"

#define TEXT_GROUND_LUMA 0.012 /* mean relative luminance behind text */
#define TEXT_LUMA 0.2	       /* below it a colour is hard to read */

enum { TEXT_CODE_MIN = 110 }; /* of each channel of a colour made lighter */

static void
draw_ground(struct canvas *c, const struct paint_plan *plan, double max)
{
	canvas_ground(c, CANVAS_CELLS, plan->colors, plan->n_colors, max);
}

static int
brightest(const uint8_t rgb[3])
{
	int most = rgb[0] > rgb[1] ? rgb[0] : rgb[1];

	return rgb[2] > most ? rgb[2] : most;
}

/* The plan's colour at its brightest; a warm white when it has none. */
static void
text_color(const struct paint_plan *plan, uint8_t rgb[3])
{
	static const uint8_t white[3] = {255, 240, 214};
	const uint8_t *from = paint_plan_accent(plan);
	int most = brightest(from);
	int i;

	for (i = 0; i < 3; i++)
		rgb[i] = most > 0 ? (uint8_t)(from[i] * 255 / most) : white[i];
	/* too dark, as pure blue is */
	for (i = 0; i < 3 && light_luma(light_from(rgb)) < TEXT_LUMA; i++)
		rgb[i] = rgb[i] > TEXT_CODE_MIN ? rgb[i] : TEXT_CODE_MIN;
}

/* Returns whether everything had a glyph. */
static bool
compose(struct canvas *c, struct paint_plan *plan)
{
	uint8_t rgb[3];
	bool setting;
	bool all;

	if (plan->text[0] != '\0') {
		draw_ground(c, plan, TEXT_GROUND_LUMA);
		text_color(plan, rgb);
		return text_draw(c, plan->text, rgb);
	}
	draw_ground(c, plan, plan->n_subjects > 0 ? SUBJECTS_GROUND_LUMA : 1);
	setting = backdrop_setting(c, plan);
	all = subjects_draw(c, plan, setting);
	backdrop_weather(c, plan);
	return all;
}

int
paint(const jv *plan, struct painting *out)
{
	struct canvas *c = calloc(1, sizeof(*c));
	struct paint_plan p;
	int rc;

	memset(out, 0, sizeof(*out));
	if (c == NULL)
		return -1;
	paint_plan_read(plan, &p);
	out->skipped = p.skipped;
	out->plain = !compose(c, &p);
	rc =
	    raster_from_light(&out->raster, c->px[0], CANVAS_SIDE, CANVAS_SIDE);
	free(c);
	return rc;
}
