#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json/msg.h"
#include "light/strip.h"
#include "scene/plan.h"

enum {
	DARK = 48, /* code of a lamp that can hardly be seen */
	LIT = 160, /* code to raise it to */
	SAME = 24, /* difference of codes that is not visible */
	NAME_CHARS = 60,
	SUBJECT_BYTES = 64,
	TEXT_CHARS = 2
};

/* Member key of from as text of at most max characters on one line. */
static jv
copy_text(jv to, const jv *from, const char *key, size_t max)
{
	char *text = msg_strdup(from, key);
	size_t chars = 0;
	char *p;

	if (text == NULL)
		return to;
	for (p = text; *p != '\0'; p++) {
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = ' ';
		if ((*p & 0xc0) != 0x80 && ++chars > max)
			break;
	}
	*p = '\0';
	if (strspn(text, " ") != strlen(text))
		to = msg_set(to, key, jv_string(text));
	free(text);
	return to;
}

static jv
read_subject(const jv *item)
{
	char text[SUBJECT_BYTES];

	return msg_str(item, "", text, sizeof(text)) > 0 ? jv_string(text)
							 : jv_invalid();
}

static jv
read_color(const jv *item)
{
	bool changed = false;
	uint8_t rgb[3];

	return color_fit_rgb(item, rgb, &changed) == 0 ? msg_rgb(rgb)
						       : jv_invalid();
}

/* Member key of from, an array, with at most max of its readable elements. */
static jv
copy_list(
    jv to, const jv *from, const char *key, int max, jv (*read)(const jv *item))
{
	jv list = msg_get(from, key);
	jv kept = jv_array();
	jv value;
	jv item;
	int i;

	for (i = 0; i < msg_len(&list) && msg_len(&kept) < max; i++) {
		item = msg_at(&list, i);
		value = read(&item);
		if (jv_is_valid(value))
			kept = jv_array_append(kept, value);
		jv_free(item);
	}
	jv_free(list);
	return msg_set(to, key, kept);
}

static jv
check_matrix(const jv *from)
{
	jv to = jv_object();

	to = copy_text(to, from, "scene_prompt", PLAN_PROMPT_MAX);
	to = copy_text(to, from, "text", TEXT_CHARS);
	to = copy_text(to, from, "reason", PLAN_REASON_MAX);
	to = copy_text(to, from, "image_model", NAME_CHARS);
	to = copy_list(to, from, "subjects", PLAN_SUBJECTS_MAX, read_subject);
	to = copy_list(to, from, "background", PLAN_GROUND_MAX, read_color);
	if (msg_has(&to, "scene_prompt"))
		return to;
	jv_free(to);
	return msg_bad("'matrix.scene_prompt' is missing");
}

static bool
is_dark(const uint8_t rgb[3])
{
	return rgb[0] < DARK && rgb[1] < DARK && rgb[2] < DARK;
}

/* The same hue, bright enough to be visible; black becomes a warm white. */
static void
light_up(uint8_t rgb[3])
{
	static const uint8_t warm[] = {255, 170, 90};
	int max = rgb[0] > rgb[1] ? rgb[0] : rgb[1];
	int i;

	max = rgb[2] > max ? rgb[2] : max;
	for (i = 0; i < 3; i++)
		rgb[i] =
		    max < SAME / 2 ? warm[i] : (uint8_t)(rgb[i] * LIT / max);
}

static bool
is_same(const uint8_t a[3], const uint8_t b[3])
{
	return abs(a[0] - b[0]) < SAME && abs(a[1] - b[1]) < SAME &&
	       abs(a[2] - b[2]) < SAME;
}

static bool
is_repeated(const struct strip *s, int i)
{
	int k;

	for (k = 0; k < i; k++)
		if (is_same(s->colors[k].rgb, s->colors[i].rgb))
			return true;
	return false;
}

/* Make a repeated colour different: a pale one darker, any other paler. */
static void
vary(uint8_t rgb[3])
{
	bool pale = rgb[0] + rgb[1] + rgb[2] > 450;
	int i;

	for (i = 0; i < 3; i++)
		rgb[i] =
		    (uint8_t)(pale ? rgb[i] * (i + 3) / 8 : (rgb[i] + 255) / 2);
}

static void
add_text(char *why, const char *what)
{
	size_t n = strlen(why);

	snprintf(why + n, WHY_MAX - n, "%s%s", n > 0 ? ", " : "", what);
}

/* Make the colours visible and different, and at most PLAN_COLORS_MAX. */
static void
fix_colors(struct strip *s, char *why)
{
	int i;

	if (s->n_colors > PLAN_COLORS_MAX) {
		s->n_colors = PLAN_COLORS_MAX;
		add_text(why, "colours cut to 3");
	}
	for (i = 0; i < s->n_colors; i++) {
		if (is_dark(s->colors[i].rgb)) {
			light_up(s->colors[i].rgb);
			add_text(why, "a dark colour replaced");
		}
		if (is_repeated(s, i)) {
			vary(s->colors[i].rgb);
			add_text(why, "a repeated colour replaced");
		}
	}
}

static jv
with_changes(jv to, const char *why)
{
	char reason[PLAN_REASON_MAX * 4 + 1];
	char text[sizeof(reason) + WHY_MAX + 8];

	msg_str(&to, "reason", reason, sizeof(reason));
	if (why[0] == '\0')
		return to;
	snprintf(text, sizeof(text), "%s%s(%s)", reason,
	    reason[0] != '\0' ? " " : "", why);
	return msg_set(to, "reason", jv_string(text));
}

static jv
check_strip(const jv *from)
{
	char why[WHY_MAX] = "";
	jv to = jv_object();
	struct strip s;
	jv command;

	if (strip_fit(from, "", &s, why) == -1)
		return msg_bad("'strip': %s", why);
	fix_colors(&s, why);
	to = copy_text(to, from, "theme", NAME_CHARS);
	to = copy_text(to, from, "reason", PLAN_REASON_MAX);
	command = strip_command(&s, &to);
	to = msg_copy_member(to, &command, "mode");
	to = msg_copy_member(to, &command, "speed");
	to = msg_copy_member(to, &command, "brightness");
	to = msg_copy_member(to, &command, "colors");
	jv_free(command);
	return with_changes(to, why);
}

static const struct {
	const char *name;
	jv (*check)(const jv *from);
	const char *power;
	const char *brightness; /* the strip has it in its command */
} parts[] = {
    {"matrix", check_matrix, "power.matrix", "brightness.matrix"},
    {"strip", check_strip, "power.strip", NULL},
};

static bool
wants(const char *target, const char *part)
{
	return strcmp(target, "both") == 0 || strcmp(target, part) == 0;
}

/* What from has of the power and the brightness of a part. */
static jv
copy_output(jv to, const jv *from, size_t i)
{
	jv on = msg_get(from, parts[i].power);
	double share;

	if (jv_get_kind(on) == JV_KIND_TRUE || jv_get_kind(on) == JV_KIND_FALSE)
		to = msg_set(to, parts[i].power, jv_copy(on));
	jv_free(on);
	if (parts[i].brightness != NULL &&
	    msg_num(from, parts[i].brightness, -DBL_MAX, DBL_MAX, &share) == 0)
		to = msg_set(to, parts[i].brightness,
		    jv_number(fmin(fmax(share, 0), 1)));
	return to;
}

static jv
copy_part(jv to, const jv *from, size_t i)
{
	jv part = msg_get_kind(from, parts[i].name, JV_KIND_OBJECT);
	jv checked;

	to = copy_output(to, from, i);
	if (!jv_is_valid(part)) {
		jv_free(part);
		if (msg_has(&to, parts[i].power) ||
		    (parts[i].brightness != NULL &&
			msg_has(&to, parts[i].brightness)))
			return to;
		jv_free(to);
		return msg_bad("'%s' is missing", parts[i].name);
	}
	checked = parts[i].check(&part);
	jv_free(part);
	if (jv_is_valid(checked))
		return msg_set(to, parts[i].name, checked);
	jv_free(to);
	return checked;
}

jv
plan_check(jv plan)
{
	double confidence = 0.8;
	jv to = jv_object();
	char target[8];
	size_t i;

	msg_str(&plan, "target", target, sizeof(target));
	if (!wants(target, "matrix") && !wants(target, "strip")) {
		jv_free(to);
		jv_free(plan);
		return msg_bad("'target' must be matrix, strip or both");
	}
	for (i = 0; i < 2 && jv_is_valid(to); i++)
		if (wants(target, parts[i].name))
			to = copy_part(to, &plan, i);
	if (jv_is_valid(to)) {
		msg_num(&plan, "confidence", 0, 1, &confidence);
		to = msg_set(to, "confidence", jv_number(confidence));
		to = msg_set(to, "target", jv_string(target));
		to = copy_text(to, &plan, "speakable_reason", PLAN_SPEAK_MAX);
	}
	jv_free(plan);
	return to;
}
