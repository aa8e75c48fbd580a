#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "canvas_blit.h"
#include "image/glyph.h"
#include "subjects.h"

#define EMOJI "Noto Color Emoji"

enum { GLYPH_PX = 109 }; /* the size of its bitmaps */

/* Relative luminance of a ground on which a dark subject is hard to see. */
#define DARK_GROUND 0.08

/* The places of one, two and three subjects, in cells. */
static const struct box places[PLAN_SUBJECTS_MAX][PLAN_SUBJECTS_MAX] = {
    {{1, 1, 14, 14}},
    {{0, 0, 10, 10}, {6, 6, 10, 10}},
    {{4, 0, 8, 8}, {0, 8, 8, 8}, {8, 8, 8, 8}},
};
/* Of two, if only one is in the sky: the lower and the upper. */
static const struct box low_and_high[2] = {{0, 4, 12, 12}, {9, 0, 7, 7}};
/* The places before a setting. */
static const struct box setting_places[PLAN_SUBJECTS_MAX][PLAN_SUBJECTS_MAX] = {
    {{1, 6, 10, 10}},
    {{0, 8, 8, 8}, {8, 8, 8, 8}},
    {{4, 0, 8, 8}, {0, 8, 8, 8}, {8, 8, 8, 8}},
};

static const uint8_t amber[3] = {255, 170, 60};

/* The mean relative luminance of what is visible in r. */
static double
raster_luma(const struct raster *r)
{
	const uint8_t *p = r->rgba;
	const uint8_t *end = p + (size_t)r->width * (size_t)r->height * 4;
	double alpha = 0;
	double sum = 0;

	for (; p < end; p += 4) {
		sum += light_luma(light_from(p)) * p[3];
		alpha += p[3];
	}
	return alpha > 0 ? sum / alpha : 0;
}

static bool
is_square(const struct raster *r)
{
	size_t n = (size_t)r->width * (size_t)r->height;
	size_t full = 0;
	size_t i;

	for (i = 0; i < n; i++)
		full += r->rgba[i * 4 + 3] == 255;
	return abs(r->width - r->height) * 8 < r->width && full * 100 > n * 93;
}

/*
 * The largest box of r's shape in the middle of box, in whole cells, so that
 * straight edges stay sharp; then in pixels.
 */
static struct box
fit(const struct raster *r, struct box box)
{
	double scale = fmin(box.width / r->width, box.height / r->height);
	double width = fmax(1, floor(r->width * scale + 0.5));
	double height = fmax(1, floor(r->height * scale + 0.5));

	box.x += floor((box.width - width) / 2);
	box.y += floor((box.height - height) / 2);
	return canvas_cells((struct box){box.x, box.y, width, height});
}

/* Contrast: light behind a dark subject, a dark edge on a bright ground. */
static void
set_off(struct canvas *c, const struct raster *r, struct box box)
{
	static const struct light dark = {0, 0, 0};
	double subject = raster_luma(r);
	double ground = canvas_luma(c, box);

	if (subject < CANVAS_DARK && ground < DARK_GROUND)
		canvas_glow(c, canvas_all, light_from(amber));
	else if (ground > SUBJECTS_GROUND_LUMA * 2)
		canvas_halo(c, r, box, dark);
}

/* Drawn in place of a subject that has no glyph: a disc of its colour. */
static void
draw_disc(struct canvas *c, const struct paint_plan *plan, struct box box)
{
	struct light light = light_from(paint_plan_accent(plan));

	if (light_luma(light) < CANVAS_DARK)
		light = light_from(amber);
	canvas_disc(c, canvas_cells(box), light);
}

static void
draw_subject(struct canvas *c, const struct raster *r, struct box box)
{
	box = is_square(r) && box.width > CANVAS_CELLS / 2 ? canvas_all
							   : fit(r, box);
	set_off(c, r, box);
	canvas_blit(c, r, box);
}

static bool
is_sky(const char *subject)
{
	static const char *const sky[] = {"☀", "☁", "⭐", "⛅", "❄", "🌙", "🌛",
	    "🌜", "🌕", "🌝", "🌞", "🌟", "🌈", "🌧", "🌨", "⛈", "✨", "☄", "🪐",
	    "🎈", "🦅", "🚁", "✈"};
	size_t i;

	for (i = 0; i < sizeof(sky) / sizeof(sky[0]); i++)
		if (strncmp(subject, sky[i], strlen(sky[i])) == 0)
			return true;
	return false;
}

/* In cells. */
static struct box
place_of(const struct paint_plan *plan, int i, bool setting)
{
	bool first = is_sky(plan->subjects[0]);

	if (plan->n_subjects == 2 && first != is_sky(plan->subjects[1]))
		return low_and_high[first ? 1 - i : i];
	return setting ? setting_places[plan->n_subjects - 1][i]
		       : places[plan->n_subjects - 1][i];
}

bool
subjects_draw(struct canvas *c, const struct paint_plan *plan, bool setting)
{
	struct raster r = {0};
	bool all = true;
	struct box box;
	int i;

	for (i = 0; i < plan->n_subjects; i++) {
		box = place_of(plan, i, setting);
		if (glyph_draw(plan->subjects[i], EMOJI, GLYPH_PX, &r) == -1) {
			draw_disc(c, plan, box);
			all = false;
			continue;
		}
		draw_subject(c, &r, box);
		raster_release(&r);
	}
	return all;
}
