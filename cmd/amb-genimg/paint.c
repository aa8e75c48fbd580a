#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backdrop.h"
#include "canvas.h"
#include "font.h"
#include "image.h"
#include "msg.h"
#include "paint.h"
#include "utf8.h"

#define EMOJI "Noto Color Emoji"

enum {
	SUBJECTS_MAX = 3,
	SUBJECT_BYTES = 40, /* a family of four with its joiners */
	COLORS_MAX = 8,
	WORDS_MAX = 4096,
	GLYPH_PX = 109, /* a strike of Noto Color Emoji */
	TEXT_PX = 16	/* hinted for the grid: a pixel is an LED */
};

#define GROUND_LUMA 0.05 /* behind a subject */
#define NEAR_LUMA 0.12	 /* closer than this a subject wants a halo */

struct wish {
	uint8_t colors[COLORS_MAX][3];
	int n_colors;
	char subjects[SUBJECTS_MAX][SUBJECT_BYTES + 1];
	int n_subjects;
	int skipped;
	char text[16];
	char words[WORDS_MAX];
};

/* Where subjects go: boxes in cells, for one, two and three of them. */
static const struct box places[SUBJECTS_MAX][SUBJECTS_MAX] = {
    {{1.5, 1.5, 13, 13}},
    {{0, 4, 8, 8}, {8, 4, 8, 8}},
    {{4, 0, 8, 8}, {0, 8, 8, 8}, {8, 8, 8, 8}},
};

static void
read_colors(const jv *plan, struct wish *w)
{
	jv list = msg_get_kind(plan, "background", JV_KIND_ARRAY);
	jv color;
	int i;

	for (i = 0; i < msg_len(&list) && w->n_colors < COLORS_MAX; i++) {
		color = msg_at(&list, i);
		if (msg_bytes(&color, w->colors[w->n_colors], 3) == 0)
			w->n_colors++;
		jv_free(color);
	}
	jv_free(list);
}

static void
add_words(struct wish *w, const char *text)
{
	size_t n = strlen(w->words);

	snprintf(w->words + n, sizeof(w->words) - n, "%s ", text);
	for (; w->words[n] != '\0'; n++)
		w->words[n] = (char)tolower((unsigned char)w->words[n]);
}

static void
read_subject(const jv *list, int i, struct wish *w)
{
	jv wrap = JV_OBJECT(jv_string("s"), msg_at(list, i));
	char *to = w->subjects[w->n_subjects];
	int n = msg_str(&wrap, "s", to, SUBJECT_BYTES + 1);

	jv_free(wrap);
	if (n > 0 && utf8_length(to) <= 10) {
		add_words(w, to);
		w->n_subjects++;
	} else {
		w->skipped++;
	}
}

static void
read_wish(const jv *plan, struct wish *w)
{
	jv list = msg_get_kind(plan, "subjects", JV_KIND_ARRAY);
	char *prompt = msg_strdup(plan, "scene_prompt");
	int i;

	memset(w, 0, sizeof(*w));
	read_colors(plan, w);
	if (prompt != NULL)
		add_words(w, prompt);
	free(prompt);
	for (i = 0; i < msg_len(&list) && w->n_subjects < SUBJECTS_MAX; i++)
		read_subject(&list, i, w);
	jv_free(list);
	if (msg_str(plan, "text", w->text, sizeof(w->text)) == -1 ||
	    utf8_length(w->text) > 2)
		w->text[0] = '\0';
}

static struct box
cells(struct box b)
{
	return (struct box){b.x * CANVAS_CELL, b.y * CANVAS_CELL,
	    b.width * CANVAS_CELL, b.height * CANVAS_CELL};
}

/* The largest box of r's shape in the middle of box. */
static struct box
fit(const struct raster *r, struct box box)
{
	double sx = box.width / r->width;
	double sy = box.height / r->height;
	double s = sx < sy ? sx : sy;
	struct box in = {0, 0, r->width * s, r->height * s};

	in.x = box.x + (box.width - in.width) / 2;
	in.y = box.y + (box.height - in.height) / 2;
	return in;
}

/* A light thing wants the dark around it, a dark thing some light. */
static void
lift(struct canvas *c, const struct raster *r, struct box box)
{
	static const struct light dark = {0, 0, 0};
	static const struct light pale = {9000, 11000, 16000};
	double thing = raster_luma(r);
	double ground = canvas_luma(c, box);
	double apart = thing > ground ? thing - ground : ground - thing;

	if (apart < NEAR_LUMA)
		canvas_halo(c, r, box, thing < NEAR_LUMA ? pale : dark);
}

/* What stands for a subject that cannot be drawn: a disc of its colour. */
static void
plain_subject(struct canvas *c, const struct wish *w, struct box box)
{
	static const uint8_t amber[3] = {255, 170, 60};
	struct light light = light_from(w->n_colors > 0 ? w->colors[0] : amber);

	if (0.3 * light.r + 0.6 * light.g + 0.1 * light.b < 6000)
		light = light_from(amber);
	canvas_disc(c, box, light);
}

static bool
draw_subject(struct canvas *c, const struct wish *w, int i)
{
	struct box box = cells(places[w->n_subjects - 1][i]);
	const char *text = w->subjects[i];
	struct raster r = {0};

	if (!font_covers(EMOJI, text) ||
	    image_glyph(text, EMOJI, GLYPH_PX, &r) == -1) {
		plain_subject(c, w, box);
		return false;
	}
	box = fit(&r, box);
	lift(c, &r, box);
	canvas_draw(c, &r, box);
	raster_release(&r);
	return true;
}

static void
tint(struct raster *r, const uint8_t rgb[3])
{
	int i;

	for (i = 0; i < r->width * r->height; i++)
		memcpy(r->rgba + (size_t)i * 4, rgb, 3);
}

/* Each pixel of the text becomes an LED, when there are few enough. */
static bool
draw_text(struct canvas *c, const struct wish *w)
{
	static const uint8_t white[3] = {255, 255, 255};
	struct raster r = {0};
	struct box box;

	if (!font_covers(NULL, w->text) ||
	    image_glyph(w->text, "Sans Bold", TEXT_PX, &r) == -1)
		return false;
	tint(&r, white);
	box = (struct box){(CANVAS_CELLS - r.width) / 2,
	    (CANVAS_CELLS - r.height) / 2, r.width, r.height};
	box = r.width <= CANVAS_CELLS && r.height <= CANVAS_CELLS
		  ? cells(box)
		  : fit(&r,
			cells((struct box){0, 0, CANVAS_CELLS, CANVAS_CELLS}));
	canvas_draw(c, &r, box);
	raster_release(&r);
	return true;
}

static double
ground_dim(struct canvas *c, const struct wish *w)
{
	const struct box all = {0, 0, CANVAS_SIDE, CANVAS_SIDE};
	double luma;

	canvas_ground(c, w->colors, w->n_colors, 1);
	if (w->n_subjects == 0 && w->text[0] == '\0')
		return 1;
	luma = canvas_luma(c, all);
	return luma > GROUND_LUMA ? GROUND_LUMA / luma : 1;
}

static void
compose(struct canvas *c, const struct wish *w, struct painting *out)
{
	bool busy = w->n_subjects > 0 || w->text[0] != '\0';
	int i;

	canvas_ground(c, w->colors, w->n_colors, ground_dim(c, w));
	if (w->text[0] != '\0') {
		out->plain = !draw_text(c, w);
		if (!out->plain)
			return;
	}
	if (w->n_subjects != 1)
		backdrop(c, w->words, busy);
	for (i = 0; i < w->n_subjects; i++)
		if (!draw_subject(c, w, i))
			out->plain = true;
}

int
paint(const jv *plan, struct painting *out)
{
	struct canvas *c = malloc(sizeof(*c));
	struct wish w;
	int rc;

	memset(out, 0, sizeof(*out));
	if (c == NULL)
		return -1;
	read_wish(plan, &w);
	out->skipped = w.skipped;
	compose(c, &w, out);
	rc = canvas_raster(c, &out->raster);
	free(c);
	return rc;
}
