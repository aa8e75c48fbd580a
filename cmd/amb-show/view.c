#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/io.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "light/effect.h"
#include "light/output.h"
#include "view.h"

enum { PLACES = 3 };

/* Where a document may have its matrix or its command; "" is all of it. */
static const char *const matrix_at[PLACES] = {"matrix", "json", ""};
static const char *const command_at[PLACES] = {"strip.command", "command", ""};

void
view_init(struct view *v)
{
	memset(v, 0, sizeof(*v));
	v->now_ms = clock_ms();
}

/* Returns whether the object at path is a matrix, good or bad.  A state has its
 * power and brightness. */
static bool
read_matrix(struct view *v, const jv *doc, const char *path, char *why)
{
	jv object = msg_get_kind(doc, path, JV_KIND_OBJECT);
	bool found = msg_has(&object, "pixels");
	struct output o = output_read(doc);

	if (found && matrix_parse(&object, "", &v->matrix, why) == -1)
		v->matrix.width = 0;
	else if (found)
		output_matrix(&o, &v->matrix);
	jv_free(object);
	return found;
}

/* The same of a command. */
static bool
read_command(struct view *v, const jv *doc, const char *path, char *why)
{
	jv object = msg_get_kind(doc, path, JV_KIND_OBJECT);
	bool found = msg_has(&object, "mode") || msg_has(&object, "colors");
	struct output o = output_read(doc);
	struct strip strip;

	if (found && strip_parse(&object, "", &strip, why) == 0) {
		v->leds = strip_leds(&strip);
		output_strip(&o, &strip);
		effect_frame(&strip, v->now_ms, v->leds, v->strip);
	}
	jv_free(object);
	return found;
}

static void
read_object(struct view *v, const jv *doc, char *why)
{
	bool found = v->matrix.width > 0;
	int i;

	for (i = 0; i < PLACES && !found; i++)
		found = read_matrix(v, doc, matrix_at[i], why);
	found = v->leds > 0;
	for (i = 0; i < PLACES && !found; i++)
		found = read_command(v, doc, command_at[i], why);
}

/* Colours side by side on the strip, as in latest_strip_data.json. */
static void
read_colors(struct view *v, const jv *colors, char *why)
{
	int n = msg_len(colors);
	int count = conf_int(CONF_LED_COUNT);
	int i;
	jv c;

	if (n < 1 || n > STRIP_LEDS_MAX)
		return;
	v->leds = n > count ? n : count;
	for (i = 0; i < v->leds; i++) {
		c = msg_at(colors, i * n / v->leds);
		if (msg_bytes(&c, v->strip + i * 3, 3) == -1) {
			why_set(why, "a strip must be an array of [r,g,b]");
			v->leds = 0;
		}
		jv_free(c);
	}
}

/* Any JSON, as the member of an object, because msg_parse() reads objects. */
static jv
parse(const char *text, size_t len)
{
	char *boxed = NULL;
	int n = asprintf(&boxed, "{\"doc\":%.*s}", (int)len, text);
	jv box =
	    n == -1 ? msg_bad("out of memory") : msg_parse(boxed, (size_t)n);

	free(boxed);
	return box;
}

int
view_text(struct view *v, const char *text, size_t len, char why[WHY_MAX])
{
	jv box = parse(text, len);
	jv doc;

	if (!jv_is_valid(box)) {
		msg_error(box, why, WHY_MAX);
		return -1;
	}
	doc = msg_get(&box, "doc");
	why_set(why, "nothing to show");
	if (msg_len(&doc) == -1)
		read_object(v, &doc, why);
	else if (v->leds == 0)
		read_colors(v, &doc, why);
	jv_free(doc);
	jv_free(box);
	return v->matrix.width > 0 || v->leds > 0 ? 0 : -1;
}

static int
view_file(struct view *v, const char *folder, const char *name, char *why)
{
	char path[PATH_MAX];
	char *text;
	size_t len;
	int rc;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	text = io_read_file(path, MSG_MAX, &len);
	if (text == NULL)
		return why_set(why, "%s", strerror(errno));
	rc = view_text(v, text, len, why);
	free(text);
	return rc;
}

int
view_folder(struct view *v, const char *path, char why[WHY_MAX])
{
	view_file(v, path, "latest_led_data.json", why);
	view_file(v, path, "latest_strip_command.json", why);
	if (v->leds == 0)
		view_file(v, path, "latest_strip_data.json", why);
	return v->matrix.width > 0 || v->leds > 0 ? 0 : -1;
}
