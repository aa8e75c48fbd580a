#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "conf/conf.h"
#include "json/msg.h"
#include "light/strip.h"

#define MODE_NAMES                                                             \
	"static, breath, chase, gradient, flow, pulse, wave or sparkle"

/* The range of speed is the same for all but chase, whose unit is another. */
static const struct {
	const char *name;
	double speed; /* when none is given */
	double min;
	double max;
} modes[STRIP_MODES] = {
    [STRIP_STATIC] = {"static", 1, 0, 3600},
    [STRIP_BREATH] = {"breath", 4, 0.1, 3600},
    [STRIP_CHASE] = {"chase", 20, 0.1, 1000},
    [STRIP_GRADIENT] = {"gradient", 20, 0.1, 3600},
    [STRIP_FLOW] = {"flow", 10, 0.1, 3600},
    [STRIP_PULSE] = {"pulse", 1.5, 0.1, 3600},
    [STRIP_WAVE] = {"wave", 4, 0.1, 3600},
    [STRIP_SPARKLE] = {"sparkle", 1.5, 0.1, 3600},
};

/* How one object is read. */
struct reader {
	const jv *in;
	bool fit;  /* change what is wrong, and note it */
	char *why; /* [WHY_MAX]: what is wrong, or was changed */
};

const char *
strip_mode_name(enum strip_mode mode)
{
	return modes[mode].name;
}

enum strip_mode
strip_mode_find(const char *name)
{
	int mode = 0;

	while (mode < STRIP_MODES && strcmp(name, modes[mode].name) != 0)
		mode++;
	return (enum strip_mode)mode;
}

double
strip_speed(enum strip_mode mode)
{
	return modes[mode].speed;
}

static void note_change(struct reader *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Add to what was changed; what does not fit is left out whole. */
static void
note_change(struct reader *r, const char *fmt, ...)
{
	size_t used = strlen(r->why);
	const char *comma = used > 0 ? ", " : "";
	char text[160];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (used + strlen(comma) + strlen(text) < WHY_MAX)
		snprintf(r->why + used, WHY_MAX - used, "%s%s", comma, text);
}

static int
read_mode(struct reader *r, enum strip_mode *out)
{
	char name[16];

	*out = STRIP_STATIC;
	if (!msg_has(r->in, "mode"))
		return 0;
	msg_str(r->in, "mode", name, sizeof(name));
	*out = strip_mode_find(name);
	if (*out != STRIP_MODES)
		return 0;
	if (!r->fit)
		return why_set(r->why, "'mode' must be " MODE_NAMES);
	*out = STRIP_STATIC;
	note_change(r, "mode set to %s", modes[*out].name);
	return 0;
}

/* A member that is a number in [min, max]; absent, *out stays as it is. */
static int
read_number(
    struct reader *r, const char *key, double min, double max, double *out)
{
	double d;

	if (!msg_has(r->in, key) || msg_num(r->in, key, min, max, out) == 0)
		return 0;
	if (!r->fit)
		return why_set(
		    r->why, "'%s' must be a number, %g to %g", key, min, max);
	if (msg_num(r->in, key, -DBL_MAX, DBL_MAX, &d) == -1) {
		note_change(r, "%s set to %g", key, *out);
		return 0;
	}
	*out = d < min ? min : max;
	note_change(r, "%s %g set to %g", key, d, *out);
	return 0;
}

static int
read_speed(struct reader *r, struct strip *out)
{
	double d;

	out->speed = modes[out->mode].speed;
	if (r->fit && out->mode != STRIP_STATIC &&
	    msg_num(r->in, "speed", -DBL_MAX, 0, &d) == 0) {
		note_change(r, "speed %g set to %g", d, out->speed);
		return 0;
	}
	return read_number(r, "speed", modes[out->mode].min,
	    modes[out->mode].max, &out->speed);
}

static int
read_leds(struct reader *r, int *out)
{
	double d;

	*out = 0;
	if (!msg_has(r->in, "led_count") ||
	    msg_int(r->in, "led_count", 1, STRIP_LEDS_MAX, out) == 0)
		return 0;
	if (!r->fit)
		return why_set(r->why,
		    "'led_count' must be a whole number, 1 to %d",
		    STRIP_LEDS_MAX);
	if (msg_num(r->in, "led_count", -DBL_MAX, DBL_MAX, &d) == -1) {
		note_change(r, "led_count dropped");
		return 0;
	}
	*out = (int)fmin(fmax(d, 1), STRIP_LEDS_MAX);
	note_change(r, "led_count %g set to %d", d, *out);
	return 0;
}

static int
read_color(struct reader *r, int i, const jv *msg, struct strip *out)
{
	struct color *c = &out->colors[out->n_colors];
	bool changed = false;
	char path[24];

	snprintf(path, sizeof(path), "colors[%d]", i);
	if (!r->fit && color_parse(msg, path, c, r->why) == -1)
		return -1;
	if (r->fit && color_fit(msg, c, &changed) == -1) {
		note_change(r, "%s dropped", path);
		return 0;
	}
	if (changed)
		note_change(r, "%s set to %d,%d,%d", path, c->rgb[0], c->rgb[1],
		    c->rgb[2]);
	out->n_colors++;
	return 0;
}

static int
read_list(struct reader *r, const jv *list, struct strip *out)
{
	int n = msg_len(list);
	int rc = 0;
	jv color;
	int i;

	if (n > STRIP_COLORS_MAX && !r->fit)
		return -1;
	for (i = 0; i < n && rc == 0 && out->n_colors < STRIP_COLORS_MAX; i++) {
		color = msg_at(list, i);
		rc = read_color(r, i, &color, out);
		jv_free(color);
	}
	if (i < n && rc == 0)
		note_change(
		    r, "colors after the first %d dropped", STRIP_COLORS_MAX);
	return rc;
}

static int
read_colors(struct reader *r, struct strip *out)
{
	jv list = msg_get(r->in, "colors");
	bool wrong = msg_has(r->in, "colors") && msg_len(&list) == -1;
	int rc = read_list(r, &list, out);

	jv_free(list);
	if (rc == -1 && r->why[0] != '\0')
		return -1;
	if (rc == -1 || (wrong && !r->fit) ||
	    (out->n_colors == 0 && out->brightness > 0))
		return why_set(r->why, "'colors' must hold 1 to %d colours",
		    STRIP_COLORS_MAX);
	return 0;
}

static int
read_options(struct reader *r)
{
	jv options = msg_get(r->in, "mode_options");
	bool ok = !msg_has(r->in, "mode_options") ||
		  jv_get_kind(options) == JV_KIND_OBJECT;

	jv_free(options);
	if (!ok && !r->fit)
		return why_set(r->why, "'mode_options' must be an object");
	if (!ok)
		note_change(r, "mode_options dropped");
	return 0;
}

static int
read_all(struct reader *r, struct strip *out)
{
	memset(out, 0, sizeof(*out));
	r->why[0] = '\0';
	if (jv_get_kind(*r->in) != JV_KIND_OBJECT)
		return why_set(r->why, "the strip's command must be an object");
	out->brightness = 1;
	if (read_mode(r, &out->mode) == -1 ||
	    read_number(r, "brightness", 0, 1, &out->brightness) == -1 ||
	    read_speed(r, out) == -1 || read_leds(r, &out->led_count) == -1)
		return -1;
	if (read_colors(r, out) == -1)
		return -1;
	return read_options(r);
}

static int
read_at(const jv *msg, const char *path, bool fit, struct strip *out,
    char why[WHY_MAX])
{
	char unasked[WHY_MAX];
	jv in = msg_get(msg, path);
	struct reader r = {&in, fit, why != NULL ? why : unasked};
	int rc = read_all(&r, out);

	jv_free(in);
	return rc;
}

int
strip_parse(
    const jv *msg, const char *path, struct strip *out, char why[WHY_MAX])
{
	return read_at(msg, path, false, out, why);
}

int
strip_fit(const jv *msg, const char *path, struct strip *out, char why[WHY_MAX])
{
	return read_at(msg, path, true, out, why);
}

int
strip_leds(const struct strip *strip)
{
	return strip->led_count > 0 ? strip->led_count
				    : conf_int(CONF_LED_COUNT);
}

jv
strip_command(const struct strip *strip, const jv *from)
{
	jv options = msg_get_kind(from, "mode_options", JV_KIND_OBJECT);
	jv colors = jv_array();
	int i;

	for (i = 0; i < strip->n_colors; i++)
		colors = jv_array_append(colors, color_json(&strip->colors[i]));
	return msg_obj("mode", jv_string(modes[strip->mode].name), "colors",
	    colors, "brightness", jv_number(strip->brightness), "speed",
	    jv_number(strip->speed), "led_count", jv_number(strip->led_count),
	    "mode_options", options, NULL);
}
