/*
 * effect - check a property of the effects; flashes are counted by flash
 *
 * effect PROPERTY: checks a row of the table below over all modes, palettes and
 * several numbers of LEDs; prints where it does not hold.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "light/effect.h"
#include "light/light.h"
#include "strips.h"

#define NOW 1764000000123

static const int counts[] = {1, 2, 7, 60, 300};

enum { COUNTS = 5, LEDS_MAX = 300 };

typedef bool property(const struct strip *s, int leds);

static uint8_t one[LEDS_MAX * 3];
static uint8_t two[LEDS_MAX * 3];

/* The largest difference of a code in two frames. */
static int
difference(int leds)
{
	int most = 0;
	int i;

	for (i = 0; i < leds * 3; i++)
		if (abs(one[i] - two[i]) > most)
			most = abs(one[i] - two[i]);
	return most;
}

/* An LED whose colour is black has nothing to show. */
static bool
has_black(const struct strip *s)
{
	static const uint8_t black[3];
	int i;

	for (i = 0; i < s->n_colors; i++)
		if (memcmp(s->colors[i].rgb, black, 3) == 0)
			return true;
	return false;
}

/* All but static change within 10 s; static never does. */
static bool
moves(const struct strip *s, int leds)
{
	int most = 0;
	int i;

	if (has_black(s))
		return true;
	effect_frame(s, NOW, leds, one);
	for (i = 1; i <= 100; i++) {
		effect_frame(s, NOW + i * 100, leds, two);
		most = difference(leds) > most ? difference(leds) : most;
	}
	return s->mode == STRIP_STATIC ? most == 0 : most >= 20;
}

static bool
dark(const struct strip *s, int leds)
{
	struct strip off = *s;
	int i;

	off.brightness = 0;
	memset(two, 0, sizeof(two));
	for (i = 0; i < 20; i++) {
		memset(one, 1, sizeof(one));
		effect_frame(&off, NOW + i * 373, leds, one);
		if (difference(leds) != 0)
			return false;
	}
	off.n_colors = 0;
	effect_frame(&off, NOW, leds, one);
	return memcmp(one, two, (size_t)leds * 3) == 0;
}

/* No code above the palette's, nor above brightness. */
static bool
range(const struct strip *s, int leds)
{
	struct strip half = *s;
	int most[3] = {0, 0, 0};
	int c;
	int i;
	int t;

	half.brightness = 0.5;
	for (i = 0; i < s->n_colors; i++)
		for (c = 0; c < 3; c++)
			most[c] = (int)fmax(most[c], s->colors[i].rgb[c]);
	for (t = 0; t < 50; t++) {
		effect_frame(s, NOW + t * 97, leds, one);
		effect_frame(&half, NOW + t * 97, leds, two);
		for (i = 0; i < leds * 3; i++)
			if (one[i] > most[i % 3] ||
			    abs(two[i] * 2 - one[i]) > 2)
				return false;
	}
	return true;
}

/* In steps of 1 ms nothing jumps, for more than a cycle of 2 s. */
static bool
smooth_from(const struct strip *s, int leds, int64_t start)
{
	struct strip slow = *s;
	int most = 0;
	int t;

	slow.speed = s->mode == STRIP_CHASE ? 5 : 2;
	effect_frame(&slow, start, leds, two);
	for (t = 1; t < 2500; t++) {
		memcpy(one, two, sizeof(one));
		effect_frame(&slow, start + t, leds, two);
		most = difference(leds) > most ? difference(leds) : most;
	}
	return most <= 20;
}

static bool
smooth(const struct strip *s, int leds)
{
	return leds > 7 || (smooth_from(s, leds, -1200) &&
			       smooth_from(s, leds, NOW - 1000));
}

/* A whole number of cycles later, however far off, the light is the same. */
static bool
repeats(const struct strip *s, int leds)
{
	const int64_t round = 2000 * s->n_colors;
	const int64_t far[] = {1, 1000000007, INT64_MAX / round / 2};
	struct strip slow = *s;
	int i;

	if (s->mode == STRIP_CHASE || s->mode == STRIP_SPARKLE)
		return true;
	slow.speed = s->mode == STRIP_FLOW ? 2.0 * s->n_colors : 2;
	effect_frame(&slow, 777, leds, one);
	for (i = 0; i < 3; i++) {
		effect_frame(&slow, 777 + round * far[i], leds, two);
		if (difference(leds) != 0)
			return false;
		effect_frame(&slow, 777 - round * far[i], leds, two);
		if (difference(leds) != 0)
			return false;
	}
	effect_frame(s, INT64_MIN, leds, one);
	effect_frame(s, INT64_MAX, leds, one);
	return true;
}

/* At its default speed each mode is none of the others. */
static bool
distinct(const struct strip *s, int leds)
{
	struct strip other = *s;
	int mode;

	if (leds < 7 || has_black(s))
		return true;
	effect_frame(s, NOW, leds, one);
	for (mode = 0; mode < STRIP_MODES; mode++) {
		other.mode = (enum strip_mode)mode;
		other.speed = strip_speed(other.mode);
		effect_frame(&other, NOW, leds, two);
		if (other.mode != s->mode && difference(leds) < 10)
			return false;
	}
	return true;
}

/* A colour alone comes out as it went in; light follows the formula. */
static bool
true_color(const struct strip *s, int leds)
{
	struct strip all = *s;
	double light;
	int c;

	for (c = 0; c < 256 && leds == 1; c++) {
		memset(all.colors[0].rgb, c, 3);
		all.n_colors = 1;
		all.mode = STRIP_STATIC;
		effect_frame(&all, NOW, 1, one);
		light = c <= 10 ? c / 255.0 / 12.92
				: pow((c / 255.0 + 0.055) / 1.055, 2.4);
		if (one[0] != c || one[1] != c || one[2] != c ||
		    fabs(light_from(one).g - 65535 * light) > 0.501)
			return false;
	}
	return true;
}

static int
check(property *holds, const char *name, int mode, const struct palette *p)
{
	struct strip s = strip_of((enum strip_mode)mode, p, 0);
	int failed = 0;
	int n;

	for (n = 0; n < COUNTS; n++) {
		if (holds(&s, counts[n]))
			continue;
		printf("%s, %d colours (first %06x), %d LEDs: not %s\n",
		    strip_mode_name(s.mode), p->n, (unsigned)p->rgb[0],
		    counts[n], name);
		failed++;
	}
	return failed;
}

static const struct {
	const char *name;
	property *holds;
} properties[] = {{"moves", moves}, {"dark", dark}, {"range", range},
    {"smooth", smooth}, {"repeats", repeats}, {"distinct", distinct},
    {"true", true_color}};

int
main(int argc, char *argv[])
{
	int tried = 0;
	int failed = 0;
	size_t i;
	int mode;
	int p;

	for (i = 0; i < sizeof(properties) / sizeof(properties[0]); i++) {
		if (argc != 2 || strcmp(argv[1], properties[i].name) != 0)
			continue;
		for (mode = 0; mode < STRIP_MODES; mode++)
			for (p = 0; p < PALETTES; p++, tried++)
				failed += check(properties[i].holds,
				    properties[i].name, mode, &palettes[p]);
	}
	printf("%d failed of %d\n", failed, tried);
	return failed != 0 || tried == 0;
}
