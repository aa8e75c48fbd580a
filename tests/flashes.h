/*
 * flashes.h - count flashes of frames, as WCAG 2.3.1 defines them.
 *
 * A general flash is a pair of opposing changes of relative luminance by 0.1 or
 * more, the darker below 0.80.  A red flash is one of (R - G - B) * 320 by more
 * than 20, or (WCAG 2.2) one by more than 0.2 in the CIE 1976 chromaticity
 * diagram to and from red.  More than three in one second is a failure, of an
 * LED or of the strip's mean.
 *
 * Stricter than asked: a red need not be saturated to count.
 */
#ifndef AMB_FLASHES_H
#define AMB_FLASHES_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
	FPS = 100, /* also the frames of the sliding second */
	FRAMES_MAX = 6 * FPS,
	CHANGES = 7, /* three pairs and a half: what a second may hold */
	LEDS_MAX = 300,
	WATCHED_MAX = 12 /* LEDs, spread over the strip */
};

/* Follows a quantity and finds the changes of it that are large enough. */
struct zigzag {
	double low;
	double high;
	int way; /* of the last change: 1 up, -1 down */
};

/* How large is large enough, and how dark the darker must be. */
struct rule {
	double change;
	double dark;
};

struct meter {
	struct zigzag z;
	int count;	 /* of changes */
	int at[CHANGES]; /* frames of the last ones */
	double seen[FRAMES_MAX];
};

/* What is seen of one LED, or of the mean. */
struct eye {
	struct meter luminance;
	struct meter red;
	struct meter hue;
	double last_hue;
};

static double light_of[256]; /* linear, 0 to 1 */

static void
init_light(void)
{
	double s;
	int c;

	for (c = 0; c < 256; c++) {
		s = c / 255.0;
		light_of[c] =
		    s <= 0.04045 ? s / 12.92 : pow((s + 0.055) / 1.055, 2.4);
	}
}

static bool
changes(struct zigzag *z, double v, struct rule rule)
{
	bool up =
	    z->way != 1 && v - z->low >= rule.change && z->low < rule.dark;
	bool down = z->way != -1 && z->high - v >= rule.change && v < rule.dark;

	z->low = fmin(z->low, v);
	z->high = fmax(z->high, v);
	if (!up && !down)
		return false;
	*z = (struct zigzag){v, v, up ? 1 : -1};
	return true;
}

/* How many changes the second that ends at frame holds, seen afresh. */
static int
changes_in_second(const struct meter *m, int frame, struct rule rule)
{
	int i = frame > FPS ? frame - FPS : 0;
	struct zigzag z = {m->seen[i], m->seen[i], 0};
	int n = 0;

	while (++i <= frame)
		n += changes(&z, m->seen[i], rule);
	return n;
}

/*
 * Take the value of a frame; false when the second that ends here holds too
 * many changes.  Counting all along may miss the one that the second begins
 * in, so it only says when to look.
 */
static bool
meter_take(struct meter *m, int frame, double v, struct rule rule)
{
	int *at = &m->at[m->count % CHANGES];
	int oldest;

	if (frame == 0)
		m->z = (struct zigzag){v, v, 0};
	m->seen[frame] = v;
	if (!changes(&m->z, v, rule))
		return true;
	*at = frame;
	m->count++;
	oldest = m->at[m->count % CHANGES];
	return m->count < CHANGES || frame - oldest >= FPS ||
	       changes_in_second(m, frame, rule) <= CHANGES;
}

/* How far from the red primary in the CIE 1976 diagram. */
static double
hue_of(const double c[3])
{
	double x = 0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2];
	double y = 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
	double z = 0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2];
	double sum = x + 15 * y + 3 * z;

	return hypot(4 * x / sum - 0.4507, 9 * y / sum - 0.5229);
}

static const struct rule general = {0.1, 0.8};
static const struct rule saturated = {20, INFINITY};
static const struct rule chroma = {0.2, INFINITY};

static const char *
eye_take(struct eye *e, int frame, const double c[3])
{
	double y = 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
	double red = fmax(c[0] - c[1] - c[2], 0) * 320;

	/* what is nearly black has no hue */
	if (c[0] + c[1] + c[2] > 0.02)
		e->last_hue = hue_of(c);
	if (!meter_take(&e->luminance, frame, y, general))
		return "general";
	if (!meter_take(&e->red, frame, red, saturated))
		return "red";
	if (!meter_take(&e->hue, frame, e->last_hue, chroma))
		return "red (2.2)";
	return NULL;
}

/* Returns NULL, or the kind of flash of which there are too many. */
static const char *
frame_take(struct eye *eyes, int frame, const uint8_t *rgb, int leds)
{
	int watched = leds < WATCHED_MAX ? leds : WATCHED_MAX;
	const char *bad = NULL;
	double mean[3] = {0, 0, 0};
	double c[3];
	int step = leds / watched;
	int i;
	int k;

	for (i = 0; i < leds && bad == NULL; i++) {
		for (k = 0; k < 3; k++) {
			c[k] = light_of[rgb[i * 3 + k]];
			mean[k] += c[k] / leds;
		}
		if (i % step == 0 && i / step < watched)
			bad = eye_take(&eyes[i / step], frame, c);
	}
	return bad != NULL ? bad : eye_take(&eyes[WATCHED_MAX], frame, mean);
}

#endif /* AMB_FLASHES_H */
