#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "backdrop.h"
#include "canvas.h"
#include "image/font.h"
#include "image/image.h"
#include "letters.h"
#include "paint.h"
#include "wish.h"

#define EMOJI "Noto Color Emoji"

enum { GLYPH_PX = 109 }; /* a strike of Noto Color Emoji */

#define GROUND_LUMA 0.035 /* behind a subject */
#define TEXT_LUMA 0.012	  /* behind characters */
#define DARK_LUMA 0.10	  /* a subject that needs a lit ground */
#define NEAR_LUMA 0.08	  /* closer than this a subject wants a halo */

/* Where subjects go, in cells: one, two, three of them. */
static const struct box places[WISH_SUBJECTS][WISH_SUBJECTS] = {
    {{1, 1, 14, 14}},
    {{0, 0, 10, 10}, {6, 6, 10, 10}},
    {{4, 0, 8, 8}, {0, 8, 8, 8}, {8, 8, 8, 8}},
};
/* The second is in the sky, or the first is. */
static const struct box low_and_high[2] = {{0, 4, 12, 12}, {9, 0, 7, 7}};
/* Before a setting. */
static const struct box set_places[WISH_SUBJECTS][WISH_SUBJECTS] = {
    {{1, 6, 10, 10}},
    {{0, 8, 8, 8}, {8, 8, 8, 8}},
    {{4, 0, 8, 8}, {0, 8, 8, 8}, {8, 8, 8, 8}},
};

static const uint8_t amber[3] = {255, 170, 60};

/* All of the canvas. */
static const struct box everywhere = {0, 0, CANVAS_SIDE, CANVAS_SIDE};

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
	return (struct box){box.x * CANVAS_CELL, box.y * CANVAS_CELL,
	    width * CANVAS_CELL, height * CANVAS_CELL};
}

/* A light thing wants the dark around it, a dark thing some light. */
static void
lift(struct canvas *c, const struct raster *r, struct box box)
{
	static const struct light dark = {0, 0, 0};
	double thing = raster_luma(r);
	double ground = canvas_luma(c, box);

	if (thing < DARK_LUMA && ground < NEAR_LUMA)
		canvas_glow(c, everywhere, light_from(amber));
	else if (ground > GROUND_LUMA * 2)
		canvas_halo(c, r, box, dark);
}

/* What stands for a subject that cannot be drawn: a disc of its colour. */
static void
plain_subject(struct canvas *c, const struct wish *w, struct box box)
{
	struct light light = light_from(w->lead);

	if (light_luma(light) < DARK_LUMA && w->n_colors > 0)
		light = light_from(w->colors[0]);
	if (light_luma(light) < DARK_LUMA)
		light = light_from(amber);
	canvas_disc(c,
	    (struct box){box.x * CANVAS_CELL, box.y * CANVAS_CELL,
		box.width * CANVAS_CELL, box.height * CANVAS_CELL},
	    light);
}

static void
draw_subject(struct canvas *c, const struct raster *r, struct box box)
{
	box = is_square(r) && box.width > CANVAS_CELLS / 2 ? everywhere
							   : fit(r, box);
	lift(c, r, box);
	canvas_draw(c, r, box);
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
place(const struct wish *w, int i, bool set)
{
	bool first = is_sky(w->subjects[0]);

	if (w->n_subjects == 2 && first != is_sky(w->subjects[1]))
		return low_and_high[first ? 1 - i : i];
	return set ? set_places[w->n_subjects - 1][i]
		   : places[w->n_subjects - 1][i];
}

static bool
draw_subjects(struct canvas *c, const struct wish *w, bool set)
{
	struct raster r = {0};
	bool all = true;
	struct box box;
	int i;

	for (i = 0; i < w->n_subjects; i++) {
		box = place(w, i, set);
		if (!font_covers(EMOJI, w->subjects[i]) ||
		    image_glyph(w->subjects[i], EMOJI, GLYPH_PX, &r) == -1) {
			plain_subject(c, w, box);
			all = false;
			continue;
		}
		draw_subject(c, &r, box);
		raster_release(&r);
	}
	return all;
}

/* The ground, no brighter than max on the whole. */
static void
ground(struct canvas *c, const struct wish *w, double max)
{
	double luma;

	canvas_rows(c, 0, CANVAS_CELLS, w->colors, w->n_colors, 1);
	luma = canvas_luma(c, everywhere);
	if (luma > max)
		canvas_rows(
		    c, 0, CANVAS_CELLS, w->colors, w->n_colors, max / luma);
}

/* The colour of characters: the plan's, made bright; else a warm white. */
static void
ink(const struct wish *w, uint8_t rgb[3])
{
	static const uint8_t white[3] = {255, 240, 214};
	const uint8_t *from = w->lead;
	int most;
	int i;

	if (w->n_colors > 0 && light_luma(light_from(from)) < DARK_LUMA)
		from = w->colors[0];
	most = from[0] > from[1] ? from[0] : from[1];
	most = from[2] > most ? from[2] : most;
	for (i = 0; i < 3; i++)
		rgb[i] = most > 0 ? (uint8_t)(from[i] * 255 / most) : white[i];
	/* pure blue and the like: lighter, to be read */
	for (i = 0; i < 3 && light_luma(light_from(rgb)) < 0.2; i++)
		rgb[i] = rgb[i] > 110 ? rgb[i] : 110;
}

static void
compose(struct canvas *c, struct wish *w, struct painting *out)
{
	uint8_t rgb[3];
	bool set;

	if (w->text[0] != '\0') {
		ground(c, w, TEXT_LUMA);
		ink(w, rgb);
		out->plain = !letters_draw(c, w->text, rgb);
		return;
	}
	ground(c, w, w->n_subjects > 0 ? GROUND_LUMA : 1);
	set = backdrop_setting(c, w);
	out->plain = !draw_subjects(c, w, set);
	backdrop_weather(c, w);
}

int
paint(const jv *plan, struct painting *out)
{
	struct canvas *c = calloc(1, sizeof(*c));
	struct wish w;
	int rc;

	memset(out, 0, sizeof(*out));
	if (c == NULL)
		return -1;
	wish_read(plan, &w);
	out->skipped = w.skipped;
	compose(c, &w, out);
	rc = canvas_raster(c, &out->raster);
	free(c);
	return rc;
}
