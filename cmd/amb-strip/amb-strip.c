/*
 * amb-strip - turn a plan into the command of an LED strip, or draw a frame
 *
 * reads	scenes, or with -F one scene or command	standard input
 * writes	scenes with strip.command, or a frame	standard output
 */
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/diag.h"
#include "command.h"
#include "conf/conf.h"
#include "light/effect.h"
#include "scene/stage.h"
#include "json/msg.h"

enum { WHY_MAX = 256 }; /* bytes */

/* What to draw; frame is NULL for the stage. */
struct options {
	const char *frame; /* "raw" or "json" */
	int64_t t_ms;
	bool now; /* no t_ms was said */
	int leds; /* 0 when not said */
};

static int
usage(FILE *out, int status)
{
	fprintf(out, "usage: amb-strip [-h]\n"
		     "       amb-strip -F raw|json [-n leds] [-t ms]\n");
	return status;
}

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

static int
take(struct options *o, int letter, const char *arg)
{
	int64_t leds;

	switch (letter) {
	case 'F':
		o->frame = arg;
		return strcmp(arg, "raw") == 0 || strcmp(arg, "json") == 0 ? 0
									   : -1;
	case 'n':
		if (whole(arg, 1, STRIP_LEDS_MAX, &leds) == -1)
			return -1;
		o->leds = (int)leds;
		return 0;
	case 't':
		o->now = false;
		return whole(arg, INT64_MIN, INT64_MAX, &o->t_ms);
	default:
		return -1;
	}
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
draw(const struct options *o)
{
	static uint8_t rgb[STRIP_LEDS_MAX * 3];
	int leds = o->leds;
	char why[WHY_MAX];
	struct strip strip;
	jv msg = msg_read(stdin);

	if (!jv_is_valid(msg))
		die_msg(EX_DATAERR, "cannot read command: %s",
		    msg_error(msg, why, sizeof(why)));
	if (command_find(&msg, &strip, why, sizeof(why)) == -1)
		die_msg(EX_DATAERR, "bad command: %s", why);
	jv_free(msg);
	if (leds == 0)
		leds = strip.led_count > 0 ? strip.led_count
					   : conf_int(CONF_LED_COUNT);
	effect_frame(&strip, o->now ? clock_ms() : o->t_ms, leds, rgb);
	if (strcmp(o->frame, "raw") == 0)
		fwrite(rgb, 3, (size_t)leds, stdout);
	else
		msg_write(frame_json(rgb, leds), stdout);
	return stdout_close();
}

int
main(int argc, char *argv[])
{
	static const struct option names[] = {
	    {"frame", required_argument, NULL, 'F'}, {NULL, 0, NULL, 0}};
	struct options o = {.now = true};
	struct stage stage = {
	    .name = "strip", .timing = "strip_s", .work = command_scene};
	int letter;
	int leds;

	diag_init(argv[0]);
	while (
	    (letter = getopt_long(argc, argv, "F:hn:t:", names, NULL)) != -1) {
		if (letter == 'h')
			return usage(stdout, EX_OK);
		if (take(&o, letter, optarg) == -1)
			return usage(stderr, EX_USAGE);
	}
	if (optind != argc || (o.frame == NULL && (!o.now || o.leds > 0)))
		return usage(stderr, EX_USAGE);
	conf_load_or_die(NULL);
	if (o.frame != NULL)
		return draw(&o);
	leds = conf_int(CONF_LED_COUNT);
	stage.ctx = &leds;
	return stage_main(&stage);
}
