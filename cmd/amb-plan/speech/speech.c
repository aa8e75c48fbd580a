#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "json/msg.h"
#include "speech/speech.h"
#include "speech/speech_output.h"
#include "words/normalize.h"
#include "words/palette.h"

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
name_theme(const struct lexicon *lex, const struct intent *in,
    const struct plan *plan, char *out)
{
	uint32_t name = 0;

	if (plan->emoji != NULL)
		name = in->zh ? plan->emoji->zh : plan->emoji->en;
	else if (plan->theme != NULL)
		name = in->zh ? plan->theme->zh : plan->theme->en;
	snprintf(out, SPEECH_NAME_BYTES, "%s", lexicon_text(lex, name));
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
	snprintf(out, SPEECH_NAME_BYTES, "%s", best.name);
}

/* A colour with its name in the language of the sentence. */
static struct color
name_color(const struct lexicon *lex, const struct color *c, bool zh)
{
	struct color named = *c;
	uint32_t code = 0;

	utf8_next(c->name, strlen(c->name), &code);
	if (code == 0 || (code != '#' && !isdigit((int)(code & 0x7f)) &&
			     normalize_is_han(code) != zh))
		palette_name(&named, lex, zh);
	return named;
}

/*
 * Write the names of the first max colours, in the language of the sentence, to
 * out[SPEECH_NAME_BYTES].
 */
static void
name_colors(const struct lexicon *lex, const struct strip *s, bool zh, int max,
    char *out)
{
	char last[COLOR_NAME_MAX] = "";
	struct color c;
	size_t used = 0;
	int n = 0;
	int i;

	out[0] = '\0';
	for (i = 0; i < s->n_colors && n < max; i++) {
		c = name_color(lex, &s->colors[i], zh);
		if (strcmp(c.name, last) == 0)
			continue;
		used += (size_t)snprintf(out + used, SPEECH_NAME_BYTES - used,
		    "%s%.40s",
		    n == 0 ? ""
		    : zh   ? "和"
			   : " and ",
		    c.name);
		memcpy(last, c.name, sizeof(last));
		n++;
	}
}

void
speech_init(struct speech *s, const struct lexicon *lex,
    const struct intent *in, const struct plan *plan)
{
	struct speech_words *w = &s->words;

	memset(s, 0, sizeof(*s));
	s->lex = lex;
	s->in = in;
	s->plan = plan;
	name_colors(lex, &plan->strip, in->zh, 2, w->color);
	name_theme(lex, in, plan, w->theme);
	snprintf(w->subject, SPEECH_NAME_BYTES, "%s",
	    plan->name[0] != '\0' ? plan->name : w->theme);
	snprintf(w->mode, SPEECH_NAME_BYTES, "%s",
	    mode_name(plan->strip.mode, in->zh));
	snprintf(w->percent, SPEECH_NAME_BYTES, "%.0f",
	    plan->strip.brightness * 100);
	snprintf(w->text, SPEECH_NAME_BYTES, "%s", plan->picture.text);
	if ((plan->made & PART_MATRIX) &&
	    (w->theme[0] == '\0' || w->color[0] == '\0'))
		name_ground(lex, &plan->picture, in->zh, w->ground);
	if (w->color[0] == '\0')
		snprintf(w->color, SPEECH_NAME_BYTES, "%s", w->ground);
	speech_output_words(in, plan, w);
}

/* The group of the scale that changed, by direction. */
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
	return scale_group(in);
}

static const char *
group_of(
    const struct lexicon *lex, const struct intent *in, const struct plan *plan)
{
	const char *output;

	if (in->alert)
		return "alert";
	if (in->empty)
		return "usual";
	output = speech_output_group(in, plan);
	if (output != NULL)
		return output;
	if (plan->picture.text[0] != '\0' && in->text[0] != '\0')
		return "text";
	if (!(plan->made & PART_STRIP))
		return plan->emoji != NULL || plan->theme != NULL ? "picture"
								  : "screen";
	if (plan->emoji != NULL)
		return "thing";
	if (plan->theme != NULL)
		return lexicon_text(lex, plan->theme->group);
	return strip_group(in, plan);
}

void
speech_sentence(const struct speech *s, uint32_t seed, char *out)
{
	const char *group = group_of(s->lex, s->in, s->plan);
	struct speech_words shorter = s->words;
	bool zh = s->in->zh;

	if (template_fill(s->lex, group, zh, &s->words, seed, out))
		return;
	name_colors(s->lex, &s->plan->strip, zh, 1, shorter.color);
	speech_output_words(s->in, s->plan, &shorter);
	if (template_fill(s->lex, group, zh, &shorter, seed, out) ||
	    (s->plan->made == s->plan->parts &&
		template_fill(s->lex, "color", zh, &shorter, seed, out)))
		return;
	template_fill(s->lex, "plain", zh, &shorter, seed, out);
}

static const char *
why_group(const struct speech *s, int part)
{
	bool theme = s->words.theme[0] != '\0';

	if (part == PART_STRIP)
		return theme ? "why-strip" : "why-words";
	if (s->in->text[0] != '\0')
		return "why-text";
	return theme ? "why-matrix" : "why-screen";
}

void
speech_reason(const struct speech *s, int part, char *out)
{
	out[0] = '\0';
	template_fill(s->lex, why_group(s, part), s->in->zh, &s->words, 0, out);
}

const char *
speech_theme(const struct speech *s)
{
	return s->words.theme[0] != '\0' ? s->words.theme : s->words.color;
}

jv
speech_complete(const struct lexicon *lex, jv plan, bool zh)
{
	char text[SPEECH_BYTES] = "";
	struct strip strip = {0};
	struct speech_words w = {0};

	if (msg_has(&plan, "speakable_reason"))
		return plan;
	if (strip_fit(&plan, "strip", &strip, NULL) == 0)
		name_colors(lex, &strip, zh, 2, w.color);
	template_fill(
	    lex, w.color[0] != '\0' ? "color" : "plain", zh, &w, 0, text);
	return msg_set(plan, "speakable_reason", jv_string(text));
}
