#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "fold.h"
#include "msg.h"
#include "palette.h"
#include "speak.h"
#include "utf8.h"

enum { NAME_BYTES = 128 };

/* What stands for the {x} of a template. */
struct words {
	char color[NAME_BYTES];	  /* {c} */
	char theme[NAME_BYTES];	  /* {t} */
	char subject[NAME_BYTES]; /* {s} */
	char mode[NAME_BYTES];	  /* {m} */
	char percent[NAME_BYTES]; /* {p} */
	char text[NAME_BYTES];	  /* {x} */
	char ground[NAME_BYTES];  /* {g} */
};

static const char *
fill_of(const struct words *w, char c)
{
	static const struct {
		char letter;
		size_t at;
	} fills[] = {
	    {'c', offsetof(struct words, color)},
	    {'t', offsetof(struct words, theme)},
	    {'s', offsetof(struct words, subject)},
	    {'m', offsetof(struct words, mode)},
	    {'p', offsetof(struct words, percent)},
	    {'x', offsetof(struct words, text)},
	    {'g', offsetof(struct words, ground)},
	};
	size_t i;

	for (i = 0; i < sizeof(fills) / sizeof(fills[0]); i++)
		if (fills[i].letter == c)
			return (const char *)w + fills[i].at;
	return "";
}

/* Fill a template in.  Returns false when it is too long then. */
static bool
fill(const char *form, const struct words *w, char *out)
{
	size_t used = 0;
	size_t n;
	const char *text;

	while (*form != '\0') {
		n = 1;
		text = form;
		if (form[0] == '{' && form[1] != '\0' && form[2] == '}') {
			text = fill_of(w, form[1]);
			n = strlen(text);
			form += 2;
		}
		if (used + n >= SPEAK_BYTES)
			return false;
		memcpy(out + used, text, n);
		used += n;
		form++;
	}
	out[used] = '\0';
	out[0] = (char)toupper((unsigned char)out[0]);
	return utf8_length(out) <= SPEAK_CHARS;
}

static bool
is_say(const struct lexicon *lex, size_t i, const char *group, const char *lang)
{
	return strcmp(lexicon_text(lex, lex->says[i].group), group) == 0 &&
	       strcmp(lexicon_text(lex, lex->says[i].lang), lang) == 0;
}

/* One of the group's templates that is short enough; false if none is. */
static bool
say(const struct lexicon *lex, const char *group, bool zh,
    const struct words *w, unsigned seed, char *out)
{
	size_t n = lexicon_count(lex, LEX_SAYS);
	const char *lang = zh ? "zh" : "en";
	size_t first = 0;
	size_t count = 0;
	size_t i;

	while (first < n && !is_say(lex, first, group, lang))
		first++;
	while (first + count < n && is_say(lex, first + count, group, lang))
		count++;
	for (i = 0; i < count; i++)
		if (fill(lexicon_text(
			     lex, lex->says[first + (seed + i) % count].text),
			w, out))
			return true;
	return false;
}

/* The name of a colour in the language that is spoken. */
static struct color
name_color(const struct lexicon *lex, const struct color *c, bool zh)
{
	struct color named = *c;
	uint32_t code = 0;

	utf8_next(c->name, strlen(c->name), &code);
	if (code == 0 || (code != '#' && !isdigit((int)(code & 0x7f)) &&
			     fold_is_han(code) != zh))
		palette_name(&named, lex, zh);
	return named;
}

static void
name_colors(const struct lexicon *lex, const struct strip *s, bool zh, int max,
    char *out)
{
	struct color c;
	size_t used = 0;
	int i;

	out[0] = '\0';
	for (i = 0; i < s->n_colors && i < max; i++) {
		c = name_color(lex, &s->colors[i], zh);
		used +=
		    (size_t)snprintf(out + used, NAME_BYTES - used, "%s%.40s",
			i == 0 ? ""
			: zh   ? "和"
			       : " and ",
			c.name);
	}
}

static const char *
mode_name(enum strip_mode mode, bool zh)
{
	static const char *const names[STRIP_MODES][2] = {
	    [STRIP_STATIC] = {"steady", "常亮"},
	    [STRIP_BREATH] = {"breathing", "呼吸"},
	    [STRIP_CHASE] = {"chasing", "追逐"},
	    [STRIP_GRADIENT] = {"gradient", "渐变"},
	    [STRIP_FLOW] = {"flowing", "流动"},
	    [STRIP_PULSE] = {"pulsing", "脉动"},
	    [STRIP_WAVE] = {"in waves", "波浪"},
	    [STRIP_SPARKLE] = {"sparkling", "闪烁"},
	};

	return names[mode][zh];
}

static void
name_subject(const struct lexicon *lex, const struct intent *in,
    const struct plan *plan, char *out)
{
	uint32_t name = 0;

	if (plan->emoji != NULL)
		name = in->zh ? plan->emoji->zh : plan->emoji->en;
	else if (plan->theme != NULL)
		name = in->zh ? plan->theme->zh : plan->theme->en;
	snprintf(out, NAME_BYTES, "%s", lexicon_text(lex, name));
}

/* The brightest colour of the background. */
static void
name_ground(
    const struct lexicon *lex, const struct picture *p, bool zh, char *out)
{
	struct color best = {0};
	int i;

	for (i = 0; i < p->n_ground; i++)
		if (i == 0 ||
		    palette_hsv(p->ground[i]).val > palette_hsv(best.rgb).val)
			memcpy(best.rgb, p->ground[i], 3);
	palette_name(&best, lex, zh);
	snprintf(out, NAME_BYTES, "%s", best.name);
}

static void
gather(const struct lexicon *lex, const struct intent *in,
    const struct plan *plan, struct words *w)
{
	memset(w, 0, sizeof(*w));
	name_colors(lex, &plan->strip, in->zh, 2, w->color);
	name_subject(lex, in, plan, w->subject);
	snprintf(w->theme, NAME_BYTES, "%s", w->subject);
	snprintf(
	    w->mode, NAME_BYTES, "%s", mode_name(plan->strip.mode, in->zh));
	snprintf(w->percent, NAME_BYTES, "%.0f", plan->strip.brightness * 100);
	snprintf(w->text, NAME_BYTES, "%s", plan->picture.text);
	if (plan->parts & PART_MATRIX)
		name_ground(lex, &plan->picture, in->zh, w->ground);
}

/* Which scale was moved, and where to. */
static const char *
scale_group(const struct intent *in)
{
	static const char *const groups[SCALES][2] = {
	    [SCALE_BRIGHT] = {"dimmer", "brighter"},
	    [SCALE_SPEED] = {"slower", "faster"},
	    [SCALE_WARM] = {"cooler", "warmer"},
	    [SCALE_SOFT] = {"harder", "softer"},
	    [SCALE_VIVID] = {"paler", "livelier"},
	    [SCALE_DEEP] = {"lighter", "deeper"},
	};
	double d;
	int i;

	for (i = 0; i < SCALES; i++) {
		d = in->scale[i].steps + in->scale[i].factor - 1;
		if (d != 0)
			return groups[i][d > 0];
	}
	if (in->scale[SCALE_BRIGHT].is_set)
		return "bright";
	return in->scale[SCALE_SPEED].is_set ? "speed" : "color";
}

static const char *
strip_group(const struct intent *in, const struct plan *plan)
{
	if (plan->strip.brightness == 0)
		return "off";
	if (in->n_colors > 0)
		return in->mode == STRIP_GRADIENT ? "gradient"
		       : in->mode != -1		  ? "colormode"
						  : "color";
	if (in->mode != -1 || in->banned_modes != 0)
		return "mode";
	return in->power == 1 ? "on" : scale_group(in);
}

static const char *
group_of(
    const struct lexicon *lex, const struct intent *in, const struct plan *plan)
{
	if (in->alert)
		return "alert";
	if (in->empty)
		return "usual";
	if (in->power == 0)
		return "off";
	if (plan->picture.text[0] != '\0' && in->text[0] != '\0')
		return "text";
	if (!(plan->parts & PART_STRIP))
		return plan->emoji != NULL || plan->theme != NULL ? "picture"
								  : "screen";
	if (plan->emoji != NULL)
		return "thing";
	if (plan->theme != NULL)
		return lexicon_text(lex, plan->theme->say);
	return strip_group(in, plan);
}

void
speak_plan(const struct lexicon *lex, const struct intent *in,
    const struct plan *plan, unsigned seed, char *out)
{
	const char *group = group_of(lex, in, plan);
	struct words w;

	gather(lex, in, plan, &w);
	if (say(lex, group, in->zh, &w, seed, out))
		return;
	name_colors(lex, &plan->strip, in->zh, 1, w.color);
	if (say(lex, group, in->zh, &w, seed, out) ||
	    say(lex, "color", in->zh, &w, seed, out))
		return;
	say(lex, "plain", in->zh, &w, seed, out);
}

static const char *
why_group(const struct intent *in, const struct words *w, int part)
{
	if (part == PART_STRIP)
		return w->theme[0] != '\0' ? "why-strip" : "why-words";
	if (in->text[0] != '\0')
		return "why-text";
	return w->theme[0] != '\0' ? "why-matrix" : "why-screen";
}

void
speak_part(const struct lexicon *lex, const struct intent *in,
    const struct plan *plan, int part, char *out)
{
	struct words w;

	gather(lex, in, plan, &w);
	out[0] = '\0';
	say(lex, why_group(in, &w, part), in->zh, &w, 0, out);
}

void
speak_theme(const struct lexicon *lex, const struct intent *in,
    const struct plan *plan, char *out)
{
	struct words w;

	gather(lex, in, plan, &w);
	snprintf(
	    out, SPEAK_BYTES, "%s", w.theme[0] != '\0' ? w.theme : w.color);
}

jv
speak_missing(const struct lexicon *lex, jv plan, bool zh)
{
	char why[SPEAK_BYTES] = "";
	char text[SPEAK_BYTES] = "";
	struct strip strip = {0};
	struct words w = {0};
	jv part;

	if (msg_has(&plan, "speakable_reason"))
		return plan;
	part = msg_get(&plan, "strip");
	if (strip_fit(&part, &strip, why, sizeof(why)) == 0)
		name_colors(lex, &strip, zh, 2, w.color);
	jv_free(part);
	say(lex, w.color[0] != '\0' ? "color" : "plain", zh, &w, 0, text);
	return msg_set(plan, "speakable_reason", jv_string(text));
}
