#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json/msg.h"
#include "light/strip.h"
#include "normalize_reply.h"

enum { WORD_MAX = 64 };

static const struct {
	const char *word;
	const char *mode;
} modes[] = {
    {"breathing", "breath"},
    {"breathe", "breath"},
    {"fade", "breath"},
    {"solid", "static"},
    {"steady", "static"},
    {"constant", "static"},
    {"rainbow", "flow"},
    {"flowing", "flow"},
    {"blink", "pulse"},
    {"flash", "pulse"},
    {"strobe", "pulse"},
    {"twinkle", "sparkle"},
    {"running", "chase"},
    {"呼吸", "breath"},
    {"常亮", "static"},
    {"静态", "static"},
    {"追逐", "chase"},
    {"流水", "chase"},
    {"渐变", "gradient"},
    {"流动", "flow"},
    {"脉动", "pulse"},
    {"波浪", "wave"},
    {"闪烁", "sparkle"},
};

static jv
rgb(double r, double g, double b)
{
	return JV_ARRAY(jv_number(r), jv_number(g), jv_number(b));
}

/* "#FF8C3C", "FF8C3C", "rgb(255, 140, 60)", or an invalid jv. */
static jv
read_color_text(const char *text)
{
	const char *hex = text + (text[0] == '#');
	const char *digits = text + strcspn(text, "0123456789");
	unsigned h[3];
	int d[3];

	if (strspn(hex, "0123456789abcdefABCDEF") == 6 &&
	    sscanf(hex, "%2x%2x%2x", &h[0], &h[1], &h[2]) == 3)
		return rgb(h[0], h[1], h[2]);
	if (sscanf(digits, "%d%*[, ]%d%*[, ]%d", &d[0], &d[1], &d[2]) == 3)
		return rgb(d[0], d[1], d[2]);
	return jv_invalid();
}

/* A colour in any of the forms above or {"r","g","b"}, as [r,g,b]; else v. */
static jv
read_rgb(jv v)
{
	char text[WORD_MAX];
	jv read = jv_invalid();

	if (msg_str(&v, "", text, sizeof(text)) > 0)
		read = read_color_text(text);
	else if (msg_has(&v, "r"))
		read = JV_ARRAY(msg_or_null(&v, "r"), msg_or_null(&v, "g"),
		    msg_or_null(&v, "b"));
	if (!jv_is_valid(read)) {
		jv_free(read);
		return v;
	}
	jv_free(v);
	return read;
}

/* The first of these members that is set, or an invalid jv. */
static jv
first(const jv *from, const char *const *names)
{
	for (; *names != NULL; names++)
		if (msg_has(from, *names))
			return msg_get(from, *names);
	return jv_invalid();
}

static jv
color(jv v)
{
	static const char *const codes[] = {
	    "rgb", "color", "hex", "value", NULL};
	jv name = msg_get(&v, "name");
	jv code = first(&v, codes);

	if (!jv_is_valid(code)) {
		jv_free(code);
		code = jv_copy(v);
	}
	jv_free(v);
	return msg_obj("name", name, "rgb", read_rgb(code), NULL);
}

/* An array as it is, anything else as the one element of one. */
static jv
list(jv v)
{
	if (jv_get_kind(v) == JV_KIND_ARRAY || !jv_is_valid(v))
		return v;
	return JV_ARRAY(v);
}

static jv
colors(jv v)
{
	jv from = list(v);
	jv to = jv_array();
	int i;

	for (i = 0; i < msg_len(&from); i++)
		to = jv_array_append(to, color(msg_at(&from, i)));
	jv_free(from);
	return to;
}

/* Colours without their names. */
static jv
backgrounds(jv v)
{
	jv from = colors(v);
	jv to = jv_array();
	jv c;
	int i;

	for (i = 0; i < msg_len(&from); i++) {
		c = msg_at(&from, i);
		to = jv_array_append(to, msg_get(&c, "rgb"));
		jv_free(c);
	}
	jv_free(from);
	return to;
}

/* A number that may be text ("0.8", "80%", "4s"); percent is of scale. */
static jv
number(const jv *from, const char *key, double scale)
{
	char text[WORD_MAX];
	char *end;
	double d;

	if (msg_str(from, key, text, sizeof(text)) <= 0)
		return msg_get(from, key);
	d = strtod(text, &end);
	if (end == text)
		return jv_invalid();
	return jv_number(*end == '%' ? d / 100 * scale : d);
}

/* 0 to 1, also from a model that counts in percent or to 255. */
static jv
brightness(const jv *from, const char *key)
{
	jv v = number(from, key, 1);
	double d;

	if (msg_num(&v, "", 2, 255, &d) == -1)
		return v;
	jv_free(v);
	return jv_number(d > 100 ? d / 255 : d / 100);
}

static jv
mode(const jv *from)
{
	char text[WORD_MAX];
	size_t i;
	char *p;

	msg_str(from, "mode", text, sizeof(text));
	for (p = text; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	for (i = 0; i < sizeof(modes) / sizeof(modes[0]); i++)
		if (strcmp(text, modes[i].word) == 0)
			return jv_string(modes[i].mode);
	return strip_mode_find(text) != STRIP_MODES ? jv_string(text)
						    : jv_invalid();
}

static jv
strip(const jv *from)
{
	static const char *const palettes[] = {
	    "colors", "colours", "palette", "color", NULL};

	return msg_obj("theme", msg_get(from, "theme"), "reason",
	    msg_get(from, "reason"), "mode", mode(from), "speed",
	    number(from, "speed", 1), "brightness",
	    brightness(from, "brightness"), "colors",
	    colors(first(from, palettes)), NULL);
}

static jv
matrix(const jv *from)
{
	static const char *const prompts[] = {
	    "scene_prompt", "image_prompt", "prompt", "scene", NULL};
	static const char *const subjects[] = {
	    "subjects", "subject", "emoji", NULL};
	static const char *const grounds[] = {
	    "background", "backgrounds", "background_colors", NULL};

	return msg_obj("reason", msg_get(from, "reason"), "scene_prompt",
	    first(from, prompts), "subjects", list(first(from, subjects)),
	    "background", backgrounds(first(from, grounds)), NULL);
}

static jv
screen(const jv *from)
{
	return msg_obj("matrix", brightness(from, "matrix"), NULL);
}

/* The plan may be wrapped in one more object. */
static jv
unwrap(jv reply)
{
	static const char *const wraps[] = {
	    "plan", "result", "output", "data", "response", "answer", NULL};
	jv inner;

	if (msg_has(&reply, "strip") || msg_has(&reply, "matrix") ||
	    msg_has(&reply, "power") || msg_has(&reply, "brightness"))
		return reply;
	inner = first(&reply, wraps);
	if (jv_get_kind(inner) != JV_KIND_OBJECT) {
		jv_free(inner);
		return reply;
	}
	jv_free(reply);
	return inner;
}

static const char *
target(const jv *from, bool has_matrix, bool has_strip)
{
	has_matrix |=
	    msg_has(from, "power.matrix") || msg_has(from, "brightness.matrix");
	has_strip |= msg_has(from, "power.strip");
	if (has_matrix != has_strip)
		return has_matrix ? "matrix" : "strip";
	if (has_matrix && msg_is(from, "target", "matrix"))
		return "matrix";
	if (has_matrix && msg_is(from, "target", "strip"))
		return "strip";
	return "both";
}

/* The part of these names that read() makes, or an invalid jv. */
static jv
part(const jv *from, const char *const *names, jv (*read)(const jv *from))
{
	jv v = first(from, names);
	jv made = jv_get_kind(v) == JV_KIND_OBJECT ? read(&v) : jv_invalid();

	jv_free(v);
	return made;
}

jv
normalize_reply(jv reply)
{
	static const char *const strips[] = {"strip", "led_strip", NULL};
	static const char *const matrices[] = {"matrix", "led_matrix", NULL};
	static const char *const screens[] = {"brightness", NULL};
	static const char *const speeches[] = {
	    "speakable_reason", "speakable", "description", "reason", NULL};
	jv from = unwrap(reply);
	jv s = part(&from, strips, strip);
	jv m = part(&from, matrices, matrix);
	jv plan = msg_obj("target",
	    jv_string(target(&from, jv_is_valid(m), jv_is_valid(s))),
	    "speakable_reason", first(&from, speeches), "confidence",
	    number(&from, "confidence", 1), "power", msg_get(&from, "power"),
	    "brightness", part(&from, screens, screen), "strip", s, "matrix", m,
	    NULL);

	jv_free(from);
	return plan;
}
