/*
 * strip.h - the command of the LED strip; see amb-strip(5).
 *
 * A command is {"mode","colors":[{"name"?,"rgb"}],"brightness","speed",
 * "led_count","mode_options"?}.  A request is read strictly, a model's plan
 * is made to fit; both end in the same struct, which owns nothing.
 */
#ifndef AMB_LIGHT_STRIP_H
#define AMB_LIGHT_STRIP_H

#include <jv.h>

#include "base/why.h"
#include "light/color.h"

enum {
	STRIP_COLORS_MAX = 16,
	STRIP_LEDS_MAX = 2000 /* LEDs */
};

enum strip_mode {
	STRIP_STATIC,
	STRIP_BREATH,
	STRIP_CHASE,
	STRIP_GRADIENT,
	STRIP_FLOW,
	STRIP_PULSE,
	STRIP_WAVE,
	STRIP_SPARKLE,
	STRIP_MODES
};

struct strip {
	enum strip_mode mode;
	int n_colors; /* 0 to STRIP_COLORS_MAX; 0 only when it is dark */
	struct color colors[STRIP_COLORS_MAX];
	double brightness; /* 0 (dark) to 1, of the sRGB codes */
	double speed;	   /* seconds per cycle; of chase LEDs per second */
	int led_count;	   /* LEDs; 0 when absent: the caller knows them */
};

/*
 * strip_parse(msg, path, out, why): read a request, the value at path of msg.
 * The defaults are mode static, brightness 1 and the speed of strip_speed().
 * Colours may be absent only when the brightness is 0.  Unknown members are
 * ignored.  msg may be of any kind.  Returns 0, or -1 and why.
 */
int strip_parse(
    const jv *msg, const char *path, struct strip *out, char why[WHY_MAX]);

/*
 * strip_fit(msg, path, out, why): the same for a model's plan: a number out of
 * range becomes the nearest in range; a member of another kind, or a speed of 0
 * or less, becomes the default.  why then lists the changes, "" for none.
 * Returns 0, or -1 as strip_parse() when there is no object or no colour.
 */
int strip_fit(
    const jv *msg, const char *path, struct strip *out, char why[WHY_MAX]);

/* strip_leds(strip): its led_count, or AMB_LED_COUNT when it has none. */
int strip_leds(const struct strip *strip);

/*
 * strip_command(strip, from): the command as JSON, with the mode_options of
 * the object it was read from.  Borrows from.
 */
jv strip_command(const struct strip *strip, const jv *from);

/* strip_mode_name(mode): "breath" and so on. */
const char *strip_mode_name(enum strip_mode mode);

/* strip_mode_find(name): the mode of that name, or STRIP_MODES. */
enum strip_mode strip_mode_find(const char *name);

/* strip_speed(mode): its default speed, in the unit of struct strip. */
double strip_speed(enum strip_mode mode);

#endif /* AMB_LIGHT_STRIP_H */
