/*
 * fade - check what fades promise
 *
 * fade ends: part 0 and 1 are the pictures, and between them no code turns
 * back.  fade even: the eye sees an even pace.  fade other: frames of another
 * number of LEDs.  fade clock: clocks that jump.
 * fade flashes N SEED: N changes from one random command to another, and
 * perhaps to a third, at random instants: do the frames pass flashes.h?
 * fade cuts N SEED: the same, and some of them do not fade.
 * fade strip|matrix T_MS FILE: the frame at T_MS, in bytes, of the state
 * document on stdin; FILE has the bytes of its matrix, width x height.
 */
#include <stdlib.h>

#include "base/hash.h"
#include "flashes.h"
#include "json/msg.h"
#include "light/frame.h"
#include "light/light.h"
#include "light/output.h"
#include "strips.h"

#define NOW 1764000000123

static uint64_t seed = 1;

/* A number in [0, n). */
static int
some(int n)
{
	seed = hash_fnv64(HASH_FNV64_START, &seed, sizeof(seed));
	return (int)((seed >> 33) % (uint64_t)n);
}

static double
between(double a, double b)
{
	return a + (b - a) * some(1 << 20) / (1 << 20);
}

static void
some_pixel(uint8_t rgb[3])
{
	int i;

	for (i = 0; i < 3; i++)
		rgb[i] = (uint8_t)(some(4) == 0 ? some(2) * 255 : some(256));
}

static int
ends(void)
{
	enum { STEPS = 500 };
	uint8_t from[3], to[3], at[3], last[3];
	int failed = 0;
	int n, i, k;

	for (n = 0; n < 2000; n++) {
		some_pixel(from);
		some_pixel(to);
		for (i = 0; i <= STEPS; i++) {
			fade_mix(from, to, (double)i / STEPS, at);
			failed += i == 0 && memcmp(at, from, 3) != 0;
			failed += i == STEPS && memcmp(at, to, 3) != 0;
			for (k = 0; k < 3 && i > 0; k++)
				failed += from[k] < to[k] ? at[k] < last[k]
							  : at[k] > last[k];
			memcpy(last, at, 3);
		}
	}
	return failed;
}

static double
seen(const uint8_t rgb[3])
{
	return sqrt(light_luma(light_from(rgb)));
}

/* To half a code, which is most where it is dark. */
static int
even(void)
{
	uint8_t from[3], to[3], at[3];
	double part, want;
	int failed = 0;
	int n;

	for (n = 0; n < 20000; n++) {
		some_pixel(from);
		some_pixel(to);
		part = between(0, 1);
		fade_mix(from, to, part, at);
		want = seen(from) + (seen(to) - seen(from)) * part;
		failed += fabs(seen(at) - want) > 0.012;
	}
	return failed;
}

/* Each begins as the nearest LED of the fade, and ends as its own. */
static int
other(void)
{
	uint8_t from[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
	uint8_t rgb[6 * 3] = {0};
	struct fade f = {NOW, NOW + 1000, from, 3};
	int failed = 0;
	int i;

	fade_still(&f, NOW, 6, rgb);
	for (i = 0; i < 6; i++)
		failed += memcmp(rgb + i * 3, from + i / 2 * 3, 3) != 0;
	fade_still(&f, NOW, 1, rgb);
	failed += memcmp(rgb, from + 3, 3) != 0;
	memset(rgb, 77, sizeof(rgb));
	fade_still(&f, NOW + 1000, 6, rgb);
	for (i = 0; i < 18; i++)
		failed += rgb[i] != 77;
	return failed;
}

static int
clocks(void)
{
	uint8_t from[3] = {9, 9, 9};
	const struct fade f = {NOW, NOW + 1000, from, 1};
	const struct fade none = {0};
	const struct fade odd = {NOW, NOW, from, 1};

	return (fade_part(&f, INT64_MIN) != 0) + (fade_part(&f, NOW - 1) != 0) +
	       (fade_part(&f, NOW) != 0) + (fade_part(&f, NOW + 250) != 0.25) +
	       (fade_part(&f, NOW + 1000) != 1) +
	       (fade_part(&f, INT64_MAX) != 1) + (fade_part(&none, 0) != 1) +
	       (fade_part(&odd, NOW) != 1) + !fade_runs(&f, 0) +
	       fade_runs(&f, NOW + 1000) + fade_runs(&none, 0);
}

static bool cuts; /* changes without a fade, too */

/* How long a change takes: often what is usual, else anything. */
static int64_t
some_fade_ms(void)
{
	switch (some(4)) {
	case 0:
		return cuts ? 0 : 100;
	case 1:
		return 400;
	default:
		return (int64_t)exp(
		    between(log(100), log(FADE_S_MAX * 1000.0)));
	}
}

static struct strip
some_strip(void)
{
	struct palette p = palettes[some(PALETTES)];
	enum strip_mode mode = (enum strip_mode)some(STRIP_MODES);
	bool slow = some(3) == 0;
	struct strip s;
	int i;

	if (some(3) == 0)
		for (i = 0; i < p.n; i++)
			p.rgb[i] = (uint32_t)some(1 << 24);
	s = strip_of(mode, &p,
	    mode == STRIP_CHASE ? between(4, 1000)
	    : slow		? between(0.1, 10)
				: between(0.1, 1));
	if (some(4) == 0)
		s.brightness = between(0, 1);
	return s;
}

/* A run of frames, which show one command after the other. */
struct run {
	int leds;
	int n; /* commands */
	struct strip strips[3];
	int64_t at_ms[3]; /* when each is set */
	int64_t fade_ms[3];
};

static struct run
some_run(void)
{
	struct run r = {.leds = 1 + some(some(2) == 0 ? 8 : 90)};
	int i;

	r.n = 2 + some(2);
	for (i = 0; i < r.n; i++) {
		r.strips[i] = some_strip();
		r.fade_ms[i] = some_fade_ms();
		r.at_ms[i] = NOW + some(100000);
		if (i > 0)
			r.at_ms[i] = r.at_ms[i - 1] + (i == 1 ? 1100 : 0) +
				     some(i == 1 ? 400 : 2500);
	}
	return r;
}

static void
set(struct frame_source *src, const struct run *r, int i, uint8_t *from)
{
	uint8_t was[LEDS_MAX * 3];

	frame_strip(src, r->at_ms[i], r->leds, was);
	memcpy(from, was, sizeof(was));
	src->strip = r->strips[i];
	src->strip_fade =
	    (struct fade){r->at_ms[i], r->at_ms[i] + r->fade_ms[i],
		r->fade_ms[i] > 0 ? from : NULL, r->leds};
}

static const char *
play(const struct run *r)
{
	static struct eye eyes[WATCHED_MAX + 1];
	static struct frame_source src;
	static uint8_t rgb[LEDS_MAX * 3], from[LEDS_MAX * 3];
	const char *bad = NULL;
	int64_t t_ms;
	int frame, i;

	for (i = 0; i <= WATCHED_MAX; i++)
		eyes[i].luminance.count = eyes[i].red.count =
		    eyes[i].hue.count = 0;
	src.strip = r->strips[0];
	src.strip_fade.from = NULL;
	i = 1;
	for (frame = 0; frame < FRAMES_MAX && bad == NULL; frame++) {
		t_ms = r->at_ms[0] + (int64_t)frame * 1000 / FPS;
		for (; i < r->n && t_ms >= r->at_ms[i]; i++)
			set(&src, r, i, from);
		frame_strip(&src, t_ms, r->leds, rgb);
		bad = frame_take(eyes, frame, rgb, r->leds);
	}
	return bad;
}

static void
print(const struct run *r, const char *bad)
{
	int i;

	printf("%s flashes, %d LEDs:", bad, r->leds);
	for (i = 0; i < r->n; i++)
		printf(" [+%d ms, fade %d ms: %s, %d colours (first "
		       "%02x%02x%02x), "
		       "speed %g, brightness %g]",
		    (int)(r->at_ms[i] - r->at_ms[0]), (int)r->fade_ms[i],
		    strip_mode_name(r->strips[i].mode), r->strips[i].n_colors,
		    r->strips[i].colors[0].rgb[0],
		    r->strips[i].colors[0].rgb[1],
		    r->strips[i].colors[0].rgb[2], r->strips[i].speed,
		    r->strips[i].brightness);
	printf("\n");
}

static int
flashes(int n)
{
	const char *bad;
	struct run r;
	int failed = 0;

	init_light();
	while (n-- > 0) {
		r = some_run();
		bad = play(&r);
		if (bad == NULL)
			continue;
		print(&r, bad);
		failed++;
	}
	return failed;
}

/* The frame of the document on stdin. */
static int
draw(bool strip, int64_t t_ms, const char *file)
{
	static struct matrix m;
	static struct frame_source src;
	static uint8_t rgb[STRIP_LEDS_MAX * 3 + sizeof(m.rgb)];
	FILE *f = fopen(file, "r");
	jv doc = msg_read(stdin);

	m.width = f != NULL ? (int)fread(m.rgb, 3, sizeof(m.rgb) / 3, f) : 0;
	m.height = 1;
	if (f != NULL)
		fclose(f);
	frame_read(&doc, &m, &src);
	jv_free(doc);
	if (strip)
		frame_strip(&src, t_ms, strip_leds(&src.strip), rgb);
	else
		frame_matrix(&src, t_ms, rgb);
	fwrite(
	    rgb, 3, (size_t)(strip ? strip_leds(&src.strip) : m.width), stdout);
	frame_free(&src);
	return fflush(stdout) != 0;
}

static const struct {
	const char *name;
	int (*check)(void);
} properties[] = {
    {"ends", ends}, {"even", even}, {"other", other}, {"clock", clocks}};

int
main(int argc, char *argv[])
{
	const char *what = argc > 1 ? argv[1] : "";
	int failed = -1;
	size_t i;

	cuts = strcmp(what, "cuts") == 0;
	if (argc == 4 && (cuts || strcmp(what, "flashes") == 0)) {
		seed = strtoull(argv[3], NULL, 10);
		failed = flashes(atoi(argv[2]));
	} else if (argc == 4) {
		return draw(strcmp(what, "strip") == 0,
		    strtoll(argv[2], NULL, 10), argv[3]);
	}
	for (i = 0; i < sizeof(properties) / sizeof(properties[0]); i++)
		if (strcmp(properties[i].name, what) == 0)
			failed = properties[i].check();
	printf("%d failed\n", failed);
	return failed != 0;
}
