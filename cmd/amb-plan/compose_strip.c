#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compose.h"
#include "palette.h"

enum { MIXED_COLORS = 4 };

#define BRIGHT_STEP 0.12
#define BRIGHT_LEAST 0.05 /* darker is still not off */
#define BRIGHT_USUAL 0.8
#define PACE_STEP 1.35
#define SPEED_LEAST 0.3 /* of what is told in words: seconds */

static void
add_color(struct strip *s, const struct color *c, int max)
{
	int i;

	for (i = 0; i < s->n_colors; i++)
		if (memcmp(s->colors[i].rgb, c->rgb, 3) == 0)
			return;
	if (s->n_colors < max)
		s->colors[s->n_colors++] = *c;
}

static struct color
theme_color(
    const struct lexicon *lex, const struct lex_theme *t, int i, bool zh)
{
	const struct lex_color *c = &lex->colors[t->color[i]];
	struct color out;

	memcpy(out.rgb, c->rgb, 3);
	snprintf(out.name, sizeof(out.name), "%s",
	    lexicon_text(lex, zh ? c->zh : c->en));
	return out;
}

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
		*out = theme_color(lex, w->theme, i, zh);
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
		add_color(s, &c, max);
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
	add_color(s, &c, MIXED_COLORS);
	for (i = 0; i < in->n_themes; i++)
		if (&in->themes[i] != lead &&
		    in->themes[i].scope != PART_MATRIX &&
		    wish_color(lex, &in->themes[i], 0, in->zh, &c))
			add_color(s, &c, MIXED_COLORS);
	add_wish(s, lex, lead, in->zh, 1, MIXED_COLORS);
}

static void
usual(struct strip *s, const struct lexicon *lex, bool zh)
{
	static const struct color blue = {"", {0, 170, 255}};

	s->mode = STRIP_STATIC;
	s->speed = strip_speed(STRIP_BREATH);
	s->brightness = 0.6;
	s->colors[0] = blue;
	s->n_colors = 1;
	palette_name(&s->colors[0], lex, zh);
}

static bool
concerns(const struct wish_color *w)
{
	return w->scope != PART_MATRIX;
}

/* Put new in the place of those colours that are like old.  Whether any is. */
static bool
exchange(struct strip *s, const struct wish_color *old, const struct color *new)
{
	bool found = false;
	int i;

	for (i = 0; i < s->n_colors; i++)
		if (palette_alike(s->colors[i].rgb, old->color.rgb)) {
			s->colors[i] = *new;
			found = true;
		}
	return found;
}

static void
use_colors(struct strip *s, const struct intent *in, bool scene)
{
	struct strip had = *s;
	bool found = false;
	int n = 0;
	int i;

	for (i = 0; i < in->n_colors; i++)
		n += concerns(&in->colors[i]);
	if (n == 0)
		return;
	for (i = 0; i < in->n_old; i++)
		found |= exchange(s, &in->old[i], &in->colors[0].color);
	if (found)
		return;
	s->n_colors = 0;
	for (i = 0; i < in->n_colors; i++)
		if (concerns(&in->colors[i]))
			add_color(s, &in->colors[i].color, STRIP_COLORS_MAX);
	for (i = 0; i < had.n_colors && scene && n == 1; i++)
		if (!palette_alike(had.colors[i].rgb, s->colors[0].rgb))
			add_color(s, &had.colors[i], 3);
}

static bool
is_banned(const struct intent *in, const uint8_t rgb[3])
{
	int i;

	for (i = 0; i < in->n_banned; i++)
		if (concerns(&in->banned[i]) &&
		    palette_alike(in->banned[i].color.rgb, rgb))
			return true;
	return false;
}

/* Take away what was forbidden; something is left in any case. */
static void
drop_banned(struct strip *s, const struct lexicon *lex, const struct intent *in)
{
	static const uint8_t spare[][3] = {
	    {255, 170, 90}, {80, 160, 255}, {120, 220, 140}, {200, 120, 255}};
	size_t k;
	int n = 0;
	int i;

	for (i = 0; i < s->n_colors; i++)
		if (!is_banned(in, s->colors[i].rgb))
			s->colors[n++] = s->colors[i];
	s->n_colors = n;
	for (k = 0; k < sizeof(spare) / sizeof(spare[0]); k++) {
		if (s->n_colors > 0 || is_banned(in, spare[k]))
			continue;
		memcpy(s->colors[0].rgb, spare[k], 3);
		palette_name(&s->colors[0], lex, in->zh);
		s->n_colors = 1;
	}
}

static void
tune_hsv(uint8_t rgb[3], double sat, double val)
{
	struct hsv hsv = palette_hsv(rgb);

	hsv.sat = fmin(1, hsv.sat * sat);
	hsv.val = fmin(1, fmax(0.15, hsv.val * val));
	palette_rgb(hsv, rgb);
}

/* Warmer, softer, more vivid, deeper: the colours that are, moved. */
static void
tune_colors(struct strip *s, const struct lexicon *lex, const struct intent *in)
{
	static const uint8_t warm[] = {255, 130, 30};
	static const uint8_t cool[] = {120, 180, 255};
	static const uint8_t white[] = {255, 255, 255};
	double w = in->scale[SCALE_WARM].steps;
	double soft = in->scale[SCALE_SOFT].steps;
	double vivid = in->scale[SCALE_VIVID].steps - soft / 2;
	double deep = in->scale[SCALE_DEEP].steps;
	uint8_t *rgb;
	int i;

	if (w == 0 && vivid == 0 && deep == 0)
		return;
	for (i = 0; i < s->n_colors; i++) {
		rgb = s->colors[i].rgb;
		palette_mix(rgb, w > 0 ? warm : cool, fmin(0.8, fabs(w) * 0.2));
		tune_hsv(rgb, pow(1.18, vivid), 1);
		if (deep > 0)
			tune_hsv(rgb, pow(1.1, deep), pow(0.85, deep));
		else
			palette_mix(rgb, white, fmin(0.7, -deep * 0.18));
		palette_name(&s->colors[i], lex, in->zh);
	}
}

/* A gradient needs two colours. */
static void
widen(struct strip *s, const struct lexicon *lex, bool zh)
{
	struct color second;
	struct hsv hsv;

	if (s->mode != STRIP_GRADIENT || s->n_colors != 1)
		return;
	second = s->colors[0];
	hsv = palette_hsv(second.rgb);
	hsv.hue = fmod(hsv.hue + 35, 360);
	palette_rgb(hsv, second.rgb);
	palette_name(&second, lex, zh);
	add_color(s, &second, 2);
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
			       : fmax(SPEED_LEAST, s->speed / faster);
	s->speed = fmin(fmax(s->speed, 0.1), 1000);
	s->speed = round(s->speed * 100) / 100;
}

static void
use_brightness(struct strip *s, const struct intent *in)
{
	const struct wish_scale *w = &in->scale[SCALE_BRIGHT];
	double steps = w->steps - in->scale[SCALE_SOFT].steps * 0.75;
	bool lit = in->power == 1 || in->mode != -1 || in->n_colors > 0;

	if (s->brightness == 0 && lit)
		s->brightness = BRIGHT_USUAL;
	if (w->is_set)
		s->brightness = w->value;
	if (steps != 0 || w->factor != 1)
		s->brightness = fmax(BRIGHT_LEAST,
		    s->brightness * w->factor + steps * BRIGHT_STEP);
	s->brightness = fmin(s->brightness, 1);
	s->brightness = round(s->brightness * 100) / 100;
	if (in->power == 0 && in->power_scope != PART_MATRIX)
		s->brightness = 0;
}

void
compose_strip(const struct lexicon *lex, const struct intent *in,
    const struct now *now, struct strip *out)
{
	const struct wish_theme *lead = compose_lead(in, PART_STRIP);

	if (lead != NULL)
		from_themes(out, lex, in, lead);
	else if (now->has_strip)
		*out = now->strip;
	else
		usual(out, lex, in->zh);
	use_colors(out, in, lead != NULL);
	drop_banned(out, lex, in);
	tune_colors(out, lex, in);
	use_mode(out, in);
	widen(out, lex, in->zh);
	use_speed(out, &in->scale[SCALE_SPEED]);
	use_brightness(out, in);
}
