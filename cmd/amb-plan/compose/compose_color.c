#include <math.h>
#include <string.h>

#include "compose/parts.h"
#include "words/palette.h"

void
compose_add_color(struct strip *s, const struct color *c, int max)
{
	int i;

	for (i = 0; i < s->n_colors; i++)
		if (memcmp(s->colors[i].rgb, c->rgb, 3) == 0)
			return;
	if (s->n_colors < max)
		s->colors[s->n_colors++] = *c;
}

static bool
concerns_strip(const struct wish_color *w)
{
	return w->scope != PART_MATRIX;
}

/* Replace colours like old by new.  Returns whether there were any. */
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

/* "Redder", "with some red": change or extend the current colours. */
static bool
blend_in(struct strip *s, const struct lexicon *lex, const struct intent *in)
{
	const struct wish_color *w = in->colors;
	int i;

	for (i = 0; i < in->n_colors; i++)
		if (!w[i].more && !w[i].added)
			return false;
	for (; w < in->colors + in->n_colors; w++) {
		if (w->added)
			compose_add_color(s, &w->color, STRIP_COLORS_MAX);
		for (i = 0; i < s->n_colors && !w->added; i++) {
			palette_mix(s->colors[i].rgb, w->color.rgb,
			    palette_near(s->colors[i].rgb, w->color.rgb) ? 0.5
									 : 0.7);
			palette_name(&s->colors[i], lex, in->zh);
		}
	}
	return true;
}

static void
use_colors(struct strip *s, const struct lexicon *lex, const struct intent *in,
    bool scene)
{
	struct strip had = *s;
	bool found = false;
	int n = 0;
	int i;

	for (i = 0; i < in->n_colors; i++)
		n += concerns_strip(&in->colors[i]);
	if (n == 0 || blend_in(s, lex, in))
		return;
	for (i = 0; i < in->n_replaced; i++)
		found |= exchange(s, &in->replaced[i], &in->colors[0].color);
	if (found)
		return;
	s->n_colors = 0;
	for (i = 0; i < in->n_colors; i++)
		if (concerns_strip(&in->colors[i]) &&
		    (n == 1 || !palette_is_black(in->colors[i].color.rgb)))
			compose_add_color(
			    s, &in->colors[i].color, STRIP_COLORS_MAX);
	for (i = 0; i < had.n_colors && scene && n == 1; i++)
		if (!palette_alike(had.colors[i].rgb, s->colors[0].rgb))
			compose_add_color(s, &had.colors[i], 3);
}

bool
compose_is_banned(const struct intent *in, const uint8_t rgb[3])
{
	int i;

	for (i = 0; i < in->n_banned; i++)
		if (palette_alike(in->banned[i].color.rgb, rgb))
			return true;
	return false;
}

/* Remove forbidden colours; at least one colour remains. */
static void
drop_banned(struct strip *s, const struct lexicon *lex, const struct intent *in)
{
	static const uint8_t spare[][3] = {
	    {255, 170, 90}, {80, 160, 255}, {120, 220, 140}, {200, 120, 255}};
	size_t k;
	int n = 0;
	int i;

	for (i = 0; i < s->n_colors; i++)
		if (!compose_is_banned(in, s->colors[i].rgb))
			s->colors[n++] = s->colors[i];
	s->n_colors = n;
	for (k = 0; k < sizeof(spare) / sizeof(spare[0]); k++) {
		if (s->n_colors > 0 || compose_is_banned(in, spare[k]))
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

/* Warmer, softer, more vivid, deeper: change the current colours. */
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

/* Turn the hue of c by degrees; its saturation becomes at least sat. */
static void
turn_hue(struct color *c, double degrees, double sat)
{
	struct hsv hsv = palette_hsv(c->rgb);

	hsv.hue = fmod(hsv.hue + degrees, 360);
	hsv.sat = fmax(hsv.sat, sat);
	palette_rgb(hsv, c->rgb);
}

/* A gradient needs two colours. */
static void
widen(struct strip *s, const struct lexicon *lex, bool zh)
{
	struct color second = s->colors[0];

	if (s->mode != STRIP_GRADIENT || s->n_colors != 1)
		return;
	turn_hue(&second, 35, 0);
	palette_name(&second, lex, zh);
	compose_add_color(s, &second, 2);
}

/* Any other colours: more than a third of the circle away. */
static void
use_others(struct strip *s, const struct lexicon *lex, bool zh)
{
	int i;

	for (i = 0; i < s->n_colors; i++) {
		turn_hue(&s->colors[i], 137.5, 0.8);
		palette_name(&s->colors[i], lex, zh);
	}
}

void
compose_colors(struct strip *s, const struct lexicon *lex,
    const struct intent *in, bool scene)
{
	use_colors(s, lex, in, scene);
	if (in->other && in->n_colors == 0 && !scene)
		use_others(s, lex, in->zh);
	drop_banned(s, lex, in);
	tune_colors(s, lex, in);
	widen(s, lex, in->zh);
}
