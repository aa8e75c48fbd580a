/*
 * flash - count the flashes of every effect, as WCAG 2.3.1 defines them
 *
 * A general flash is a pair of opposing changes of relative luminance by 0.1 or
 * more, the darker below 0.80.  A red flash is one of (R - G - B) * 320 by more
 * than 20, or (WCAG 2.2) one by more than 0.2 in the CIE 1976 chromaticity
 * diagram to and from red.  More than three in one second is a failure, of an
 * LED or of the strip's mean.
 *
 * Stricter than asked: a red need not be saturated to count.
 *
 * flash counter: does the counter see what it must?  flash guard: do effects
 * pass?
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "light/effect.h"
#include "strips.h"

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

static const char *
run(const struct strip *s, int leds, double seconds)
{
	static struct eye eyes[WATCHED_MAX + 1];
	static uint8_t rgb[LEDS_MAX * 3];
	const char *bad = NULL;
	int frame;
	int i;

	for (i = 0; i <= WATCHED_MAX; i++)
		eyes[i].luminance.count = eyes[i].red.count =
		    eyes[i].hue.count = 0;
	for (frame = 0; frame < seconds * FPS && bad == NULL; frame++) {
		effect_frame(
		    s, 1764000000123 + (int64_t)frame * 1000 / FPS, leds, rgb);
		bad = frame_take(eyes, frame, rgb, leds);
	}
	return bad;
}

static int
guard_at(enum strip_mode mode, const struct palette *p, double speed, int leds)
{
	struct strip s = strip_of(mode, p, speed);
	const char *bad = run(&s, leds, mode == STRIP_SPARKLE ? 6 : 2.5);

	if (bad == NULL)
		return 0;
	printf("%s, %d colours (first %06x), speed %g, %d LEDs: %s flashes\n",
	    strip_mode_name(mode), p->n, (unsigned)p->rgb[0], s.speed, leds,
	    bad);
	return 1;
}

static int
guard(void)
{
	static const double speeds[] = {0.1, 0.25, 0.4, 0.7, 1.1, 2};
	static const double paces[] = {1000, 300, 100, 40, 15, 4};
	static const int counts[] = {1, 2, 3, 5, 7, 10, 16, 60, LEDS_MAX};
	int failed = 0;
	int mode;
	int p;
	int i;
	int n;

	for (mode = STRIP_STATIC; mode < STRIP_MODES; mode++)
		for (p = 0; p < PALETTES; p++)
			for (i = 0; i < 6; i++)
				for (n = 0; n < 9; n++)
					failed += guard_at(
					    (enum strip_mode)mode, &palettes[p],
					    mode == STRIP_CHASE ? paces[i]
								: speeds[i],
					    counts[n]);
	return failed;
}

/* Light that goes between two values, times a second. */
static bool
sees(const double a[3], const double b[3], int times)
{
	const char *bad = NULL;
	static struct eye e;
	int i;

	memset(&e, 0, sizeof(e));
	for (i = 0; i < 3 * FPS && bad == NULL; i++)
		bad = eye_take(&e, i, i * times / FPS % 2 == 0 ? a : b);
	return bad != NULL;
}

static int
counter(void)
{
	static const double black[3] = {0, 0, 0};
	static const double grey[3] = {0.12, 0.12, 0.12};
	static const double dim[3] = {0.09, 0.09, 0.09};
	static const double white[3] = {1, 1, 1};
	static const double pale[3] = {0.85, 0.85, 0.85};
	static const double red[3] = {0.3, 0, 0};
	static const double teal[3] = {0, 0.08, 0.08};

	return sees(black, white, 6) + sees(black, white, 7) +
	       sees(black, dim, 50) + sees(pale, white, 50) +
	       !sees(black, white, 8) + !sees(grey, black, 8) +
	       !sees(red, black, 8) + !sees(red, teal, 8);
}

int
main(int argc, char *argv[])
{
	int failed = 1;

	init_light();
	if (argc == 2 && strcmp(argv[1], "guard") == 0)
		failed = guard();
	else if (argc == 2 && strcmp(argv[1], "counter") == 0)
		failed = counter();
	printf("%d failed\n", failed);
	return failed != 0;
}
