#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/hash.h"
#include "light/effect.h"
#include "light/light.h"

static_assert(FLT_EVAL_METHOD == 0, "double arithmetic must be exact");

/* An effect on one strip at one instant: what each LED is computed from. */
struct effect_state {
	int leds;
	int colors; /* 1 or more */
	struct light color[STRIP_COLORS_MAX];
	double span;   /* LEDs after which the effect repeats itself */
	int64_t cycle; /* whole cycles since 1970 */
	double phase;  /* the part of a cycle that is left, below 1 */
};

static double
fraction(double x)
{
	return x - floor(x);
}

/* From 0 to 1, starting and ending slowly. */
static double
ease(double x)
{
	return x * x * (3 - 2 * x);
}

/* Up in the first part of [0, 1], down in the rest. */
static double
swell(double x, double part)
{
	return ease(x < part ? x / part : (1 - x) / (1 - part));
}

/* level is as the eye sees it: its square is about the light. */
static struct light
dim(struct light a, double level)
{
	return light_scale(a, level * level);
}

static struct light
color_at(const struct effect_state *e, int64_t i)
{
	int64_t k = i % e->colors;

	return e->color[k < 0 ? k + e->colors : k];
}

/* The colours in a ring, one a unit of place. */
static struct light
ring_at(const struct effect_state *e, double place)
{
	double whole = floor(place);

	return light_mix(color_at(e, (int64_t)whole),
	    color_at(e, (int64_t)whole + 1), place - whole);
}

/* The colours in a row over the strip, moved by shift colours. */
static struct light
row_at(const struct effect_state *e, int led, double shift)
{
	double place = e->leds > 1 ? (double)led / (e->leds - 1) : 0.5;

	place = place * (e->colors - 1) + shift;
	return ring_at(e, fmin(fmax(place, 0), e->colors - 1));
}

static struct light
show_static(const struct effect_state *e, int led)
{
	return e->color[led * e->colors / e->leds];
}

static struct light
show_gradient(const struct effect_state *e, int led)
{
	return row_at(e, led, (swell(e->phase, 0.5) * 2 - 1) / 4);
}

static struct light
show_breath(const struct effect_state *e, int led)
{
	double fade = fmin(e->phase * 12, 1);
	struct light c = light_mix(
	    color_at(e, e->cycle - 1), color_at(e, e->cycle), ease(fade));

	(void)led;
	return dim(c, 0.12 + 0.88 * swell(e->phase, 0.4));
}

static struct light
show_pulse(const struct effect_state *e, int led)
{
	double up = fmin(e->phase * 10, 1);
	double down = 1 - fmax(e->phase - 0.1, 0) / 0.9;
	double fade = fmax(e->phase - 0.85, 0) / 0.15;
	struct light c = light_mix(
	    color_at(e, e->cycle), color_at(e, e->cycle + 1), ease(fade));

	(void)led;
	return dim(c, 0.1 + 0.9 * ease(up) * down * down);
}

static struct light
show_wave(const struct effect_state *e, int led)
{
	double x = fraction(led / e->span - e->phase);

	return dim(row_at(e, led, 0), 0.2 + 0.8 * swell(x, 0.5));
}

static struct light
show_flow(const struct effect_state *e, int led)
{
	double place = fraction(led / e->span - e->phase) * e->colors;

	return ring_at(e, floor(place) + ease(fraction(place)));
}

/*
 * The head is a ramp of one LED, in light, so that it glides from LED to LED
 * and the sum stays even.
 */
static struct light
show_chase(const struct effect_state *e, int led)
{
	double place = e->phase - led / e->span;
	int64_t comet = e->cycle + (int64_t)floor(place);
	double behind = fraction(place) * e->span; /* LEDs */
	double tail = fmin(0.6 * e->span, 20);
	double x = fmax(1 - behind / tail, 0);
	double ahead = behind - (e->span - 1);

	if (ahead > 0)
		return light_scale(color_at(e, comet + 1), ahead);
	return light_scale(color_at(e, comet), x * x * x);
}

enum { LIVES = 6 }; /* of a twinkle, in which each LED twinkles once */

/* When in a round of LIVES cycles it begins: evenly apart, in a new order. */
static double
twinkle_start(const struct effect_state *e, int led, int64_t round)
{
	int n = e->leds;
	int place = hash_order(led, n, 1);
	int block = n / 4 > 0 ? n / 4 : 1; /* keeps two of an LED apart */
	int first = place / block * block;
	int size = n - first < block ? n - first : block;
	uint32_t seed = hash_pair((uint32_t)round, (uint32_t)first);

	place = first + hash_order(place - first, size, seed);
	return (double)place * LIVES / n;
}

static struct light
show_sparkle(const struct effect_state *e, int led)
{
	struct light ground =
	    dim(color_at(e, hash_pair((uint32_t)led, 2)), 0.15);
	int64_t round = e->cycle / LIVES - (e->cycle % LIVES < 0);
	double now = (double)(e->cycle - round * LIVES) + e->phase;
	double age = now - twinkle_start(e, led, round);
	uint32_t which;

	if (age < 0)
		age = now + LIVES - twinkle_start(e, led, --round);
	if (age >= 1)
		return ground;
	which = hash_pair((uint32_t)led, (uint32_t)round + 3);
	age = age < 0.2 ? ease(age / 0.2) : (1 - age) / 0.8;
	return light_mix(ground, color_at(e, which), age * age);
}

/*
 * The table.  The shortest cycle is what keeps flashes below three a second;
 * effect.h explains why that suffices.
 */
static const struct effect {
	struct light (*show)(const struct effect_state *e, int led);
	double shortest; /* seconds of a cycle; of flow, for each colour */
} effects[STRIP_MODES] = {
    [STRIP_STATIC] = {show_static, 1},
    [STRIP_BREATH] = {show_breath, 0.4},
    [STRIP_CHASE] = {show_chase, 0.4},
    [STRIP_GRADIENT] = {show_gradient, 2},
    [STRIP_FLOW] = {show_flow, 0.5},
    [STRIP_PULSE] = {show_pulse, 0.4},
    [STRIP_WAVE] = {show_wave, 0.8},
    [STRIP_SPARKLE] = {show_sparkle, 1},
};

static void
set_colors(struct effect_state *e, const struct strip *s)
{
	bool shade = s->mode == STRIP_GRADIENT || s->mode == STRIP_FLOW;
	int i;

	e->colors = s->n_colors;
	for (i = 0; i < s->n_colors; i++)
		e->color[i] = light_from(s->colors[i].rgb);
	if (e->colors == 1 && shade)
		e->color[e->colors++] = dim(e->color[0], 0.3);
}

/* Whole repeats of about want LEDs; a short strip shows a part of one. */
static double
repeat(int leds, int want, int least)
{
	int n = (leds + want / 2) / want;

	return fmax((double)leds / (n > 0 ? n : 1), least);
}

static void
set_span(struct effect_state *e, enum strip_mode mode)
{
	int k = e->colors;

	if (mode == STRIP_CHASE)
		e->span = repeat(e->leds, k < 4 ? 60 / k : 15, 8);
	else if (mode == STRIP_FLOW)
		e->span = repeat(e->leds, 20 * k, 4 * k);
	else
		e->span = repeat(e->leds, 30, 8);
}

/* The cycle in whole microseconds, so that no error grows with the clock. */
static int64_t
cycle_us(const struct effect_state *e, const struct strip *s)
{
	double shortest = effects[s->mode].shortest;
	double cycle = s->speed;

	if (s->mode == STRIP_CHASE)
		cycle = e->span / s->speed;
	if (s->mode == STRIP_FLOW)
		shortest *= e->colors;
	return (int64_t)(fmax(cycle, shortest) * 1e6 + 0.5);
}

/* In two steps, as t_ms * 1000 may be too large. */
static void
set_time(struct effect_state *e, int64_t t_ms, int64_t cycle)
{
	int64_t whole = t_ms / cycle;
	int64_t rest = t_ms % cycle;

	if (rest < 0) {
		rest += cycle;
		whole--;
	}
	rest *= 1000;
	e->cycle = whole * 1000 + rest / cycle;
	e->phase = (double)(rest % cycle) / (double)cycle;
}

void
effect_frame(const struct strip *s, int64_t t_ms, int led_count, uint8_t *rgb)
{
	struct effect_state e = {.leds = led_count};
	int i;

	if (s->n_colors == 0 || s->brightness <= 0) {
		memset(rgb, 0, (size_t)led_count * 3);
		return;
	}
	set_colors(&e, s);
	set_span(&e, s->mode);
	set_time(&e, t_ms, cycle_us(&e, s));
	for (i = 0; i < led_count; i++)
		light_rgb(
		    effects[s->mode].show(&e, i), s->brightness, rgb + i * 3);
}
