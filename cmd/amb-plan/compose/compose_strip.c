#include <math.h>
#include <string.h>

#include "compose/lead.h"
#include "compose/parts.h"
#include "words/palette.h"

enum { MIXED_COLORS = 4 };

#define BRIGHT_STEP 0.12
#define BRIGHT_MIN 0.05 /* darker is still not off */
#define BRIGHT_USUAL 0.8
#define PACE_STEP 1.35
#define SPEED_MIN 0.3 /* seconds, when it is given in words */

/* The speed of a pace, -2 very slow to 2 very fast. */
static double
speed_of(enum strip_mode mode, double pace)
{
	double usual = strip_speed(mode);

	return mode == STRIP_CHASE ? usual * pow(1.6, pace)
				   : usual * pow(1.6, -pace);
}

/* A colour of a theme or of an emoji; false when it has no such one. */
static bool
wish_color(const struct lexicon *lex, const struct wish_theme *w, int i,
    bool zh, struct color *out)
{
	if (w->theme != NULL) {
		if (i >= w->theme->colors)
			return false;
		*out = palette_named(&lex->colors[w->theme->color[i]], lex, zh);
		return true;
	}
	if (i >= w->emoji->colors)
		return false;
	memcpy(out->rgb, w->emoji->rgb[i], 3);
	palette_name(out, lex, zh);
	return true;
}

static void
add_wish(struct strip *s, const struct lexicon *lex, const struct wish_theme *w,
    bool zh, int first, int max)
{
	struct color c;

	for (; wish_color(lex, w, first, zh, &c); first++)
		compose_add_color(s, &c, max);
}

/* The leading theme, with the core colours of the others mixed in. */
static void
from_themes(struct strip *s, const struct lexicon *lex, const struct intent *in,
    const struct wish_theme *lead)
{
	const struct lex_theme *t = lead->theme;
	struct color c;
	int i;

	s->mode = t != NULL ? (enum strip_mode)t->mode : STRIP_BREATH;
	s->speed = speed_of(s->mode, t != NULL ? t->pace : 0);
	s->brightness = t != NULL ? t->bright / 100.0 : BRIGHT_USUAL;
	if (in->n_themes == 1) {
		add_wish(s, lex, lead, in->zh, 0, STRIP_COLORS_MAX);
		return;
	}
	wish_color(lex, lead, 0, in->zh, &c);
	compose_add_color(s, &c, MIXED_COLORS);
	for (i = 0; i < in->n_themes; i++)
		if (&in->themes[i] != lead &&
		    in->themes[i].scope != PART_MATRIX &&
		    wish_color(lex, &in->themes[i], 0, in->zh, &c))
			compose_add_color(s, &c, MIXED_COLORS);
	add_wish(s, lex, lead, in->zh, 1, MIXED_COLORS);
}

static void
use_usual(struct strip *s, const struct lexicon *lex, bool zh)
{
	static const struct color blue = {"", {0, 170, 255}};

	s->mode = STRIP_STATIC;
	s->speed = strip_speed(STRIP_BREATH);
	s->brightness = 0.6;
	s->colors[0] = blue;
	s->n_colors = 1;
	palette_name(&s->colors[0], lex, zh);
}

static void
use_mode(struct strip *s, const struct intent *in)
{
	enum strip_mode had = s->mode;

	if (in->mode != -1)
		s->mode = (enum strip_mode)in->mode;
	else if (in->banned_modes & 1 << s->mode)
		s->mode = STRIP_STATIC;
	if (had != s->mode && (had == STRIP_STATIC || had == STRIP_CHASE ||
				  s->mode == STRIP_CHASE))
		s->speed = strip_speed(s->mode);
}

static void
use_speed(struct strip *s, const struct wish_scale *w)
{
	double faster = pow(PACE_STEP, w->steps) * w->factor;

	if (w->is_set)
		s->speed = w->exact ? w->value : speed_of(s->mode, w->value);
	if (faster != 1)
		s->speed = s->mode == STRIP_CHASE
			       ? fmax(0.5, s->speed * faster)
			       : fmax(SPEED_MIN, s->speed / faster);
	s->speed = fmin(fmax(s->speed, 0.1), 1000);
	s->speed = round(s->speed * 100) / 100;
}

double
compose_brightness(double now, const struct wish_scale *wish, double steps)
{
	steps += wish->steps;
	if (wish->is_set)
		now = wish->value;
	if (steps != 0 || wish->factor != 1)
		now =
		    fmax(BRIGHT_MIN, now * wish->factor + steps * BRIGHT_STEP);
	return round(fmin(now, 1) * 100) / 100;
}

static void
use_brightness(struct strip *s, const struct intent *in)
{
	double softer = in->scale[SCALE_SOFT].steps;
	bool lit =
	    in->power[PART_STRIP] == 1 || in->mode != -1 || in->n_colors > 0;

	if (s->brightness == 0 && lit)
		s->brightness = BRIGHT_USUAL;
	s->brightness = compose_brightness(
	    s->brightness, &in->scale[SCALE_BRIGHT], -softer * 0.75);
	if (s->n_colors == 1 && palette_is_black(s->colors[0].rgb))
		s->brightness = 0;
}

/* Other colours with the current brightness, mode and speed. */
static void
keep_mode(struct strip *s, const struct strip *had)
{
	s->brightness = had->brightness > 0 ? had->brightness : s->brightness;
	if (had->mode == STRIP_STATIC)
		return;
	s->mode = had->mode;
	s->speed = had->speed;
}

void
compose_strip(const struct lexicon *lex, const struct intent *in,
    const struct current *current, struct strip *out)
{
	const struct wish_theme *lead = lead_find(in, PART_STRIP);

	if (lead != NULL)
		from_themes(out, lex, in, lead);
	else if (current->has_strip)
		*out = current->strip;
	else
		use_usual(out, lex, in->zh);
	if (lead != NULL && lead_is_palette(lead) && current->has_strip)
		keep_mode(out, &current->strip);
	use_mode(out, in);
	compose_colors(out, lex, in, lead != NULL);
	use_speed(out, &in->scale[SCALE_SPEED]);
	use_brightness(out, in);
}
