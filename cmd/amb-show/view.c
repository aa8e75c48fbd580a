#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "light/effect.h"
#include "view.h"
#include "json/msg.h"

/* Where a document may have its matrix or its command; "" is all of it. */
static const char *const matrix_at[] = {"matrix", "json", ""};
static const char *const command_at[] = {"strip.command", "command", ""};

static jv
part(const jv *doc, const char *path)
{
	return *path != '\0' ? msg_get_kind(doc, path, JV_KIND_OBJECT)
			     : jv_copy(*doc);
}

/* Returns whether doc has a matrix, good or bad. */
static bool
take_matrix(struct view *v, const jv *doc)
{
	static char why[WHY_MAX];

	if (!msg_has(doc, "pixels"))
		return false;
	if (matrix_parse(doc, "", &v->m, why) == -1) {
		v->m.width = 0;
		v->why = why;
	}
	return true;
}

static bool
take_command(struct view *v, const jv *doc)
{
	static char why[WHY_MAX];
	struct strip strip;

	if (!msg_has(doc, "mode") && !msg_has(doc, "colors"))
		return false;
	if (strip_parse(doc, "", &strip, why) == -1) {
		v->why = why;
		return true;
	}
	v->leds = strip.led_count > 0 ? strip.led_count : v->led_count;
	effect_frame(&strip, v->now_ms, v->leds, v->strip);
	return true;
}

static void
search(struct view *v, const jv *doc, const char *const paths[3],
    bool (*take)(struct view *v, const jv *doc))
{
	bool found = false;
	int i;
	jv d;

	for (i = 0; i < 3 && !found; i++) {
		d = part(doc, paths[i]);
		found = take(v, &d);
		jv_free(d);
	}
}

/* Side by side, as latest_strip_data.json has them. */
static void
take_colors(struct view *v, const jv *colors)
{
	int n = msg_len(colors);
	int i;
	jv c;

	if (n < 1 || n > STRIP_LEDS_MAX)
		return;
	v->leds = n > v->led_count ? n : v->led_count;
	for (i = 0; i < v->leds; i++) {
		c = msg_at(colors, i * n / v->leds);
		if (msg_bytes(&c, v->strip + i * 3, 3) == -1) {
			v->why = "a strip must be an array of [r,g,b]";
			v->leds = 0;
			i = n;
		}
		jv_free(c);
	}
}

static int
take_document(struct view *v, const jv *doc)
{
	if (msg_len(doc) >= 0) {
		if (v->leds == 0)
			take_colors(v, doc);
	} else {
		if (v->m.width == 0)
			search(v, doc, matrix_at, take_matrix);
		if (v->leds == 0)
			search(v, doc, command_at, take_command);
	}
	return v->m.width > 0 || v->leds > 0 ? 0 : -1;
}

/* Any JSON, as the member of an object, which is what msg_parse() takes. */
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
view_text(struct view *v, const char *text, size_t len)
{
	static char why[WHY_MAX];
	jv box = parse(text, len);
	int rc;
	jv doc;

	v->why = "nothing to show";
	if (!jv_is_valid(box)) {
		v->why = msg_error(box, why, sizeof(why));
		return -1;
	}
	doc = msg_get(&box, "doc");
	rc = take_document(v, &doc);
	jv_free(doc);
	jv_free(box);
	return rc;
}

static int
add_file(struct view *v, const char *folder, const char *name)
{
	static char text[MSG_MAX];
	char path[PATH_MAX];
	size_t len;
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "re");
	if (f == NULL) {
		v->why = strerror(errno);
		return -1;
	}
	len = fread(text, 1, sizeof(text), f);
	fclose(f);
	return view_text(v, text, len);
}

int
view_folder(struct view *v, const char *path)
{
	add_file(v, path, "latest_led_data.json");
	add_file(v, path, "latest_strip_command.json");
	if (v->leds == 0)
		add_file(v, path, "latest_strip_data.json");
	return v->m.width > 0 || v->leds > 0 ? 0 : -1;
}
