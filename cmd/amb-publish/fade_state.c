#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fade_state.h"
#include "json/msg.h"
#include "light/frame.h"
#include "light/output.h"
#include "scene/scene.h"

enum { PATH_MAX_LEN = 16 };

/* What was shown before the change. */
static struct {
	struct output output;
	struct frame_source frames; /* only with a fade */
} old;

/* The frame of old, to f->from, with as many pixels as s has. */
static void
take_strip(const struct zone_state *s, int64_t now_ms, struct fade *f)
{
	struct strip strip;

	if (strip_parse(&s->doc, "strip.command", &strip, NULL) == -1)
		return;
	f->n = strip_leds(&strip);
	f->from = malloc((size_t)f->n * 3);
	if (f->from != NULL)
		frame_strip(&old.frames, now_ms, f->n, f->from);
}

/* The same; of another size, the nearest pixels. */
static void
take_matrix(const struct zone_state *s, int64_t now_ms, struct fade *f)
{
	static struct matrix a;
	const struct matrix *b = &s->matrix;
	int x, y, i;

	a = old.frames.matrix;
	frame_matrix(&old.frames, now_ms, a.rgb);
	f->n = b->width * b->height;
	f->from = malloc((size_t)f->n * 3);
	for (i = 0; i < f->n && f->from != NULL; i++) {
		x = (2 * (i % b->width) + 1) * a.width / (2 * b->width);
		y = (2 * (i / b->width) + 1) * a.height / (2 * b->height);
		memcpy(f->from + i * 3, a.rgb + (y * a.width + x) * 3, 3);
	}
}

static const struct part {
	const char *name;
	int bit;
	void (*take)(
	    const struct zone_state *s, int64_t now_ms, struct fade *f);
} parts[] = {
    {"matrix", STATE_MATRIX, take_matrix},
    {"strip", STATE_STRIP, take_strip},
};
enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

static const char *
path(char buf[PATH_MAX_LEN], const struct part *p)
{
	snprintf(buf, PATH_MAX_LEN, "%s.fade", p->name);
	return buf;
}

/* Set its fade; without pixels, none. */
static void
put(struct zone_state *s, const struct part *p, struct fade *f)
{
	char at[PATH_MAX_LEN];

	if (f->from != NULL)
		s->doc = msg_set(s->doc, path(at, p), fade_json(f));
	else
		s->doc = fade_drop(s->doc, p->name);
	fade_free(f);
}

/* It begins with what was shown, as much brighter or dimmer as all is. */
static void
scale(struct fade *f, double was, double is)
{
	double factor = was > 0 ? is / was : 1;
	int i;

	for (i = 0; i < f->n * 3; i++)
		f->from[i] = (uint8_t)fmin(rint(f->from[i] * factor), 255);
}

/* Without a new one: what becomes of one that was begun. */
static void
go_on(struct zone_state *s, const struct part *p, int64_t now_ms)
{
	bool matrix = p->bit == STATE_MATRIX;
	struct output o = output_read(&s->doc);
	double was = matrix ? old.output.matrix : old.output.strip;
	double is = matrix ? o.matrix : o.strip;
	bool on = matrix ? o.matrix_on == old.output.matrix_on
			 : o.strip_on == old.output.strip_on;
	char at[PATH_MAX_LEN];
	struct fade f;

	fade_read(&s->doc, path(at, p), &f);
	if (fade_runs(&f, now_ms) && on && is == was) {
		fade_free(&f);
		return;
	}
	if (!fade_runs(&f, now_ms) || !on)
		fade_free(&f);
	else
		scale(&f, was, is);
	put(s, p, &f);
}

int
fade_time(const jv *arg, double *fade_s, char why[WHY_MAX])
{
	if (!msg_has(arg, "fade_s"))
		return 0;
	msg_num(arg, "fade_s", 0, FADE_S_MAX, fade_s);
	return scene_check_member(arg, "fade_s", why);
}

void
fade_keep(const struct zone_state *s, double fade_s)
{
	old.output = output_read(&s->doc);
	if (fade_s > 0)
		frame_read(&s->doc, &s->matrix, &old.frames);
}

void
fade_begin(struct zone_state *s, const struct state_change *change,
    double fade_s, int64_t now_ms)
{
	const struct part *p;
	struct fade f;

	for (p = parts; p < parts + PARTS; p++) {
		if (fade_s <= 0 || (state_did(*change) & p->bit) == 0) {
			go_on(s, p, now_ms);
			continue;
		}
		f = (struct fade){.start_ms = now_ms,
		    .end_ms = now_ms + (int64_t)ceil(fade_s * 1000)};
		p->take(s, now_ms, &f);
		put(s, p, &f);
	}
	if (fade_s > 0)
		frame_free(&old.frames);
}

int
fade_restore(struct zone_state *s, struct zone_state *from, const char *id,
    double fade_s, int64_t now_ms)
{
	const struct state_change all = {.set = STATE_BOTH};
	int others;

	fade_keep(s, fade_s);
	others = state_restore(s, from, id, now_ms);
	fade_begin(s, &all, fade_s, now_ms);
	return others;
}
