/*
 * amb-strip - turn a plan into the command of an LED strip, or draw a frame
 *
 * reads	scenes, or with -F one scene or command	standard input
 * writes	scenes with strip.command, or a frame	standard output
 */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/options.h"
#include "command.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "light/effect.h"
#include "scene/stage.h"

/* A frame to draw. */
struct drawing {
	bool json;
	int64_t t_ms;
	int leds; /* 0 when not given */
};

/* A whole number in [min, max]; 0, or -1. */
static int
whole(const char *text, int64_t min, int64_t max, int64_t *out)
{
	char *end;
	intmax_t n;

	errno = 0;
	n = strtoimax(text, &end, 10);
	if (end == text || *end != '\0' || errno != 0 || n < min || n > max)
		return -1;
	*out = n;
	return 0;
}

static jv
frame_json(const uint8_t *rgb, int leds)
{
	jv frame = jv_array_sized(leds);
	int i;

	for (i = 0; i < leds; i++)
		frame = jv_array_append(frame, msg_rgb(rgb + i * 3));
	return frame;
}

static int
draw(const struct drawing *d)
{
	static uint8_t rgb[STRIP_LEDS_MAX * 3];
	int leds = d->leds;
	char why[WHY_MAX];
	struct strip strip;
	jv msg = msg_read(stdin);

	if (!jv_is_valid(msg))
		die_msg(ferror(stdin) ? EX_IOERR : EX_DATAERR,
		    "cannot read command: %s",
		    msg_error(msg, why, sizeof(why)));
	if (command_find(&msg, &strip, why) == -1)
		die_msg(EX_DATAERR, "bad command: %s", why);
	jv_free(msg);
	if (leds == 0)
		leds = strip_leds(&strip);
	effect_frame(&strip, d->t_ms, leds, rgb);
	if (d->json)
		msg_write(frame_json(rgb, leds), stdout);
	else
		fwrite(rgb, 3, (size_t)leds, stdout);
	return stdout_close();
}

int
main(int argc, char *argv[])
{
	struct stage stage = {
	    .name = "strip", .timing = "strip_s", .work = command_scene};
	struct drawing d = {.t_ms = clock_ms()};
	const char *frame = NULL;
	const char *leds = NULL;
	const char *time = NULL;
	const struct option_row rows[] = {
	    {'F', "frame", "raw|json", "draw one frame of a command", NULL,
		&frame},
	    {'n', NULL, "leds", "of so many LEDs, 1 to 2000", NULL, &leds},
	    {'t', NULL, "ms", "at this time, milliseconds since 1970", NULL,
		&time},
	    {0}};
	const struct options options = {
	    "amb-strip", "[-hV]\n-F raw|json [-n leds] [-t ms]", rows, 0};
	int64_t n;

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	if (frame == NULL && (leds != NULL || time != NULL))
		options_die(&options, "-n and -t need -F");
	if (leds != NULL && whole(leds, 1, STRIP_LEDS_MAX, &n) == -1)
		options_die(&options, "-n must be 1 to %d", STRIP_LEDS_MAX);
	if (leds != NULL)
		d.leds = (int)n;
	if (time != NULL && whole(time, INT64_MIN, INT64_MAX, &d.t_ms) == -1)
		options_die(&options, "-t must be a whole number");
	if (frame != NULL && strcmp(frame, "raw") != 0 &&
	    strcmp(frame, "json") != 0)
		options_die(&options, "-F must be raw or json");
	conf_load_or_die(NULL);
	if (frame == NULL)
		return stage_main(&stage);
	d.json = strcmp(frame, "json") == 0;
	return draw(&d);
}
