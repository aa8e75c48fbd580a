#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "speech/speech_output.h"

static const char *const part_names[][2] = {[PART_STRIP] = {"strip", "灯带"},
    [PART_MATRIX] = {"matrix", "矩阵"},
    [PART_BOTH] = {"strip and matrix", "灯带和矩阵"}};

static void add_text(char *to, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void
add_text(char *to, const char *fmt, ...)
{
	size_t used = strlen(to);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(to + used, SPEECH_BYTES - used, fmt, ap);
	va_end(ap);
}

/* The new brightness of a part in percent; -1 when it is not asked for. */
static double
percent_of(const struct intent *in, const struct plan *plan, int part)
{
	bool dims =
	    plan->level || ((plan->made & PART_STRIP) != 0 &&
			       wish_scale_asks(&in->scale[SCALE_BRIGHT]));

	if (part == PART_MATRIX)
		return plan->screen < 0 ? -1 : plan->screen * 100;
	return dims ? plan->strip.brightness * 100 : -1;
}

/* The parts that have a new light, not only a new brightness. */
static int
made_of(const struct plan *plan)
{
	return plan->level ? plan->made & ~PART_STRIP : plan->made;
}

/* Whether the parts get the same brightness and nothing else changes. */
static bool
is_even(const struct intent *in, const struct plan *plan)
{
	double percent = percent_of(in, plan, PART_STRIP);

	return plan->parts == PART_BOTH && made_of(plan) == 0 && percent >= 0 &&
	       percent == percent_of(in, plan, PART_MATRIX);
}

/* What the light of a part is: its colours, or what the picture shows. */
static const char *
light_of(const struct speech_words *w, int part)
{
	if (part == PART_STRIP)
		return w->color;
	return w->text[0] != '\0'      ? w->text
	       : w->subject[0] != '\0' ? w->subject
				       : w->ground;
}

static void
add_part(const struct intent *in, const struct plan *plan, int part,
    struct speech_words *w)
{
	static const char *const made_names[][2] = {
	    {"in ", "showing "}, {"是", "显示"}};
	double percent = percent_of(in, plan, part);
	char *to = w->changes;
	bool zh = in->zh;

	add_text(to, "%s%s%s",
	    to[0] == '\0' ? ""
	    : zh	  ? "，"
			  : ", ",
	    part_names[part & PART_BOTH][zh], zh ? "" : " ");
	if (made_of(plan) & part)
		add_text(to, "%s%s", made_names[zh][part == PART_MATRIX],
		    light_of(w, part));
	if (percent >= 0 && (made_of(plan) & part))
		add_text(to, zh ? "、%.0f%%" : " at %.0f%%", percent);
	else if (percent >= 0)
		add_text(to, "%.0f%%", percent);
	else if (plan->power[part] == 0)
		add_text(to, zh ? "关闭" : "off");
	else if (plan->power[part] == 1)
		add_text(to, zh ? "打开" : "on");
}

void
speech_output_words(
    const struct intent *in, const struct plan *plan, struct speech_words *w)
{
	int part;

	snprintf(
	    w->parts, sizeof(w->parts), "%s", part_names[plan->parts][in->zh]);
	w->changes[0] = '\0';
	if (is_even(in, plan)) {
		add_text(w->changes, in->zh ? "%s%.0f%%" : "%s %.0f%%",
		    w->parts, percent_of(in, plan, PART_STRIP));
		return;
	}
	for (part = PART_STRIP; part <= PART_MATRIX; part++)
		if (plan->parts & part)
			add_part(in, plan, part, w);
}

/* The group for a new brightness; the strip alone is said with its colour. */
static const char *
level_group(const struct wish_scale *wish, bool strip_alone)
{
	static const char *const groups[][2] = {
	    {"lowered", "dimmer"}, {"level", "bright"}, {"raised", "brighter"}};
	double d = wish->steps + wish->factor - 1;

	return groups[1 + (d > 0) - (d < 0)][strip_alone];
}

/* Of a plan that makes no light: by what happens to all of its parts. */
static const char *
common_group(const struct intent *in, const struct plan *plan)
{
	const struct wish_scale *of_strip = &in->scale[SCALE_BRIGHT];
	const struct wish_scale *of_screen =
	    wish_scale_asks(&in->screen) ? &in->screen : of_strip;
	const char *groups[PART_MATRIX + 1];
	int part;

	for (part = PART_STRIP; part <= PART_MATRIX; part++)
		groups[part] =
		    plan->power[part] == 0 ? "power-off"
		    : percent_of(in, plan, part) < 0
			? "power-on"
			: level_group(part == PART_STRIP ? of_strip : of_screen,
			      plan->parts == PART_STRIP);
	if (plan->parts != PART_BOTH)
		return groups[plan->parts];
	return strcmp(groups[PART_STRIP], groups[PART_MATRIX]) == 0
		   ? groups[PART_STRIP]
		   : "changes";
}

const char *
speech_output_group(const struct intent *in, const struct plan *plan)
{
	int made = made_of(plan);

	if (made == 0)
		return common_group(in, plan);
	return made == plan->parts && plan->screen < 0 ? NULL : "changes";
}
