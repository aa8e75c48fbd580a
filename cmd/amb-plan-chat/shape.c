#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "light/strip.h"
#include "shape.h"
#include "json/msg.h"

enum { WORD_MAX = 64 };

static const struct {
	const char *said;
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

/* {"rgb": v} as numbers, from what a model takes for a colour. */
static jv
rgb_of(jv v)
{
	jv box = msg_obj("v", v, NULL);
	char text[WORD_MAX];
	int rgb[3];
	const char *hex;

	if (msg_str(&box, "v", text, sizeof(text)) > 0) {
		hex = text + (text[0] == '#');
		if (sscanf(hex, "%2x%2x%2x", (unsigned *)&rgb[0],
			(unsigned *)&rgb[1], (unsigned *)&rgb[2]) == 3 &&
		    strspn(hex, "0123456789abcdefABCDEF") == 6) {
			jv_free(box);
			return JV_ARRAY(jv_number(rgb[0]), jv_number(rgb[1]),
			    jv_number(rgb[2]));
		}
		if (sscanf(text + strcspn(text, "0123456789"),
			"%d%*[, ]%d%*[, ]%d", &rgb[0], &rgb[1], &rgb[2]) == 3) {
			jv_free(box);
			return JV_ARRAY(jv_number(rgb[0]), jv_number(rgb[1]),
			    jv_number(rgb[2]));
		}
	}
	if (msg_has(&box, "v.r")) {
		v = JV_ARRAY(msg_or_null(&box, "v.r"), msg_or_null(&box, "v.g"),
		    msg_or_null(&box, "v.b"));
		jv_free(box);
		return v;
	}
	v = msg_get(&box, "v");
	jv_free(box);
	return v;
}

/* The first of the members that is there, or an invalid jv. */
static jv
first(const jv *from, const char *const *names)
{
	for (; *names != NULL; names++)
		if (msg_has(from, *names))
			return msg_get(from, *names);
	return jv_invalid();
}

static jv
color(jv said)
{
	static const char *const codes[] = {
	    "rgb", "color", "hex", "value", NULL};
	jv code = jv_get_kind(said) == JV_KIND_OBJECT ? first(&said, codes)
						      : jv_invalid();
	jv to = jv_object();

	to = msg_copy_member(to, &said, "name");
	if (!jv_is_valid(code)) {
		jv_free(code);
		code = jv_copy(said);
	}
	jv_free(said);
	return msg_set(to, "rgb", rgb_of(code));
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
colors(jv said)
{
	jv from = list(said);
	jv to = jv_array();
	int i;

	for (i = 0; i < msg_len(&from); i++)
		to = jv_array_append(to, color(msg_at(&from, i)));
	jv_free(from);
	return to;
}

static jv
grounds(jv said)
{
	jv from = list(said);
	jv to = jv_array();
	jv c;
	int i;

	for (i = 0; i < msg_len(&from); i++) {
		c = color(msg_at(&from, i));
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

/* 0 to 1, also from a model that thinks in percent or bytes. */
static jv
brightness(const jv *from)
{
	jv box = msg_obj("v", number(from, "brightness", 1), NULL);
	double d;
	jv v;

	if (msg_num(&box, "v", 2, 255, &d) == 0)
		v = jv_number(d > 100 ? d / 255 : d / 100);
	else
		v = msg_get(&box, "v");
	jv_free(box);
	return v;
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
		if (strcmp(text, modes[i].said) == 0)
			return jv_string(modes[i].mode);
	return strip_mode_find(text) != STRIP_MODES ? jv_string(text)
						    : jv_invalid();
}

static jv
set_valid(jv to, const char *key, jv v)
{
	if (jv_is_valid(v))
		return msg_set(to, key, v);
	jv_free(v);
	return to;
}

static jv
strip(const jv *from)
{
	static const char *const palette[] = {
	    "colors", "colours", "palette", "color", NULL};
	jv to = jv_object();

	to = msg_copy_member(to, from, "theme");
	to = msg_copy_member(to, from, "reason");
	to = set_valid(to, "mode", mode(from));
	to = set_valid(to, "speed", number(from, "speed", 1));
	to = set_valid(to, "brightness", brightness(from));
	return msg_set(to, "colors", colors(first(from, palette)));
}

static jv
matrix(const jv *from)
{
	static const char *const prompts[] = {
	    "scene_prompt", "image_prompt", "prompt", "scene", NULL};
	static const char *const subjects[] = {
	    "subjects", "subject", "emoji", NULL};
	static const char *const backgrounds[] = {
	    "background", "backgrounds", "background_colors", NULL};
	jv to = jv_object();

	to = msg_copy_member(to, from, "reason");
	to = set_valid(to, "scene_prompt", first(from, prompts));
	to = set_valid(to, "subjects", list(first(from, subjects)));
	return msg_set(to, "background", grounds(first(from, backgrounds)));
}

/* The plan may be wrapped in one more object. */
static jv
unwrap(jv said)
{
	static const char *const wraps[] = {
	    "plan", "result", "output", "data", "response", "answer", NULL};
	jv inner;

	if (msg_has(&said, "strip") || msg_has(&said, "matrix"))
		return said;
	inner = first(&said, wraps);
	if (jv_get_kind(inner) != JV_KIND_OBJECT) {
		jv_free(inner);
		return said;
	}
	jv_free(said);
	return inner;
}

static const char *
target(const jv *said, bool has_matrix, bool has_strip)
{
	if (has_matrix && has_strip && msg_is(said, "target", "matrix"))
		return "matrix";
	if (has_matrix && has_strip && msg_is(said, "target", "strip"))
		return "strip";
	return has_matrix == has_strip ? "both"
				       : (has_matrix ? "matrix" : "strip");
}

static jv
part(const jv *said, const char *const *names)
{
	jv v = first(said, names);

	if (jv_get_kind(v) == JV_KIND_OBJECT)
		return v;
	jv_free(v);
	return jv_invalid();
}

jv
shape_plan(jv said)
{
	static const char *const strips[] = {"strip", "led_strip", NULL};
	static const char *const matrices[] = {"matrix", "led_matrix", NULL};
	static const char *const speeches[] = {
	    "speakable_reason", "speakable", "description", "reason", NULL};
	jv from = unwrap(said);
	jv s = part(&from, strips);
	jv m = part(&from, matrices);
	jv to = jv_object();

	to = msg_set(to, "target",
	    jv_string(target(&from, jv_is_valid(m), jv_is_valid(s))));
	to = set_valid(to, "speakable_reason", first(&from, speeches));
	to = set_valid(to, "confidence", number(&from, "confidence", 1));
	if (jv_is_valid(s))
		to = msg_set(to, "strip", strip(&s));
	if (jv_is_valid(m))
		to = msg_set(to, "matrix", matrix(&m));
	jv_free(s);
	jv_free(m);
	jv_free(from);
	return to;
}
