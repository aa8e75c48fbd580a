/*
 * flash - count the flashes of every effect, see flashes.h
 *
 * flash counter: does the counter see what it must?  flash guard: do effects
 * pass?
 */
#include "flashes.h"
#include "light/effect.h"
#include "strips.h"

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
