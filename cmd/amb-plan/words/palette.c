#include <math.h>
#include <stdio.h>
#include <string.h>

#include "words/palette.h"

static uint8_t
code(double part)
{
	return (uint8_t)(fmin(fmax(part, 0), 1) * 255 + 0.5);
}

struct hsv
palette_hsv(const uint8_t rgb[3])
{
	double r = rgb[0] / 255.0;
	double g = rgb[1] / 255.0;
	double b = rgb[2] / 255.0;
	double max = fmax(r, fmax(g, b));
	double span = max - fmin(r, fmin(g, b));
	struct hsv out = {0, max > 0 ? span / max : 0, max};

	if (span == 0)
		return out;
	if (max == r)
		out.hue = 60 * (g - b) / span;
	else if (max == g)
		out.hue = 60 * (b - r) / span + 120;
	else
		out.hue = 60 * (r - g) / span + 240;
	if (out.hue < 0)
		out.hue += 360;
	return out;
}

void
palette_rgb(struct hsv hsv, uint8_t rgb[3])
{
	double k;
	int i;

	for (i = 0; i < 3; i++) {
		k = fmod((5 - 2 * i) + hsv.hue / 60, 6);
		k = fmax(0, fmin(1, fmin(k, 4 - k)));
		rgb[i] = code(hsv.val * (1 - hsv.sat * k));
	}
}

void
palette_mix(uint8_t rgb[3], const uint8_t other[3], double part)
{
	int i;

	for (i = 0; i < 3; i++)
		rgb[i] = code((rgb[i] + (other[i] - rgb[i]) * part) / 255);
}

void
palette_shade(struct color *c, enum lex_shade shade, bool zh)
{
	static const struct {
		const char *zh;
		const char *en;
		double white; /* how much of it is mixed in */
		double sat;
		double val;
	} shades[] = {
	    [SHADE_LIGHT] = {"浅", "light ", 0.4, 1, 1},
	    [SHADE_PALE] = {"淡", "pale ", 0.55, 1, 1},
	    [SHADE_DARK] = {"深", "dark ", 0, 1.1, 0.55},
	    [SHADE_VIVID] = {"亮", "bright ", 0, 1.3, 1.3},
	    [SHADE_SOFT] = {"柔", "soft ", 0.25, 0.9, 0.95},
	};
	static const uint8_t white[] = {255, 255, 255};
	char name[COLOR_NAME_MAX];
	struct hsv hsv;

	palette_mix(c->rgb, white, shades[shade].white);
	hsv = palette_hsv(c->rgb);
	hsv.sat = fmin(1, hsv.sat * shades[shade].sat);
	hsv.val = fmin(1, hsv.val * shades[shade].val);
	palette_rgb(hsv, c->rgb);
	snprintf(name, sizeof(name), "%s%.40s",
	    zh ? shades[shade].zh : shades[shade].en, c->name);
	memcpy(c->name, name, sizeof(name));
}

/* A curve fitted to the colours of a black body. */
void
palette_kelvin(struct color *c, double kelvin)
{
	double t = fmin(fmax(kelvin, 1000), 15000) / 100;

	c->rgb[0] = code(
	    t <= 66 ? 1 : 329.698727446 * pow(t - 60, -0.1332047592) / 255);
	c->rgb[1] =
	    code((t <= 66 ? 99.4708025861 * log(t) - 161.1195681661
			  : 288.1221695283 * pow(t - 60, -0.0755148492)) /
		 255);
	c->rgb[2] = code(
	    t >= 66   ? 1
	    : t <= 19 ? 0
		      : (138.5177312231 * log(t - 10) - 305.0447927307) / 255);
	snprintf(c->name, sizeof(c->name), "%.0fK", t * 100);
}

static double
turn(struct hsv a, struct hsv b)
{
	double d = fabs(a.hue - b.hue);

	return fmin(d, 360 - d);
}

bool
palette_is_black(const uint8_t rgb[3])
{
	return palette_hsv(rgb).val < 0.05;
}

bool
palette_near(const uint8_t a[3], const uint8_t b[3])
{
	return turn(palette_hsv(a), palette_hsv(b)) < 60;
}

bool
palette_alike(const uint8_t a[3], const uint8_t b[3])
{
	struct hsv x = palette_hsv(a);
	struct hsv y = palette_hsv(b);

	if ((x.sat < 0.2) != (y.sat < 0.2))
		return false;
	if (x.sat < 0.2)
		return fabs(x.val - y.val) < 0.4;
	return turn(x, y) < 26;
}

/* How unlike two colours are; hue is weighted by saturation and value. */
static double
distance(const uint8_t a[3], const uint8_t b[3])
{
	struct hsv x = palette_hsv(a);
	struct hsv y = palette_hsv(b);
	double hue = turn(x, y) * fmin(x.sat, y.sat) * fmin(x.val, y.val);
	double sat = 100 * (x.sat * x.val - y.sat * y.val);
	double val = 60 * (x.val - y.val);

	return 4 * hue * hue + sat * sat + val * val;
}

struct color
palette_named(const struct lex_color *c, const struct lexicon *lex, bool zh)
{
	struct color out = {"", {c->rgb[0], c->rgb[1], c->rgb[2]}};

	snprintf(out.name, sizeof(out.name), "%s",
	    lexicon_text(lex, zh ? c->zh : c->en));
	return out;
}

void
palette_name(struct color *c, const struct lexicon *lex, bool zh)
{
	size_t n = lexicon_count(lex, LEX_COLORS);
	const struct lex_color *best = NULL;
	double least = INFINITY;
	double d;
	size_t i;

	for (i = 0; i < n; i++) {
		if (!lex->colors[i].plain)
			continue;
		d = distance(lex->colors[i].rgb, c->rgb);
		if (d < least) {
			best = &lex->colors[i];
			least = d;
		}
	}
	snprintf(c->name, sizeof(c->name), "%s",
	    best == NULL ? "" : lexicon_text(lex, zh ? best->zh : best->en));
}
