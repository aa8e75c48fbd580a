#include <stdio.h>
#include <string.h>

#include "words/palette.h"
#include "speech/speech.h"
#include "json/msg.h"

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
	snprintf(out, SAY_NAME, "%s", lexicon_text(lex, name));
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
	snprintf(out, SAY_NAME, "%s", best.name);
}

void
speak_begin(struct speech *s, const struct lexicon *lex,
    const struct intent *in, const struct plan *plan)
{
	struct say_words *w = &s->words;

	memset(s, 0, sizeof(*s));
	s->lex = lex;
	s->in = in;
	s->plan = plan;
	say_colors(lex, &plan->strip, in->zh, 2, w->color);
	name_theme(lex, in, plan, w->theme);
	snprintf(w->subject, SAY_NAME, "%s",
	    plan->name[0] != '\0' ? plan->name : w->theme);
	snprintf(w->mode, SAY_NAME, "%s", mode_name(plan->strip.mode, in->zh));
	snprintf(w->percent, SAY_NAME, "%.0f", plan->strip.brightness * 100);
	snprintf(w->text, SAY_NAME, "%s", plan->picture.text);
	if ((plan->parts & PART_MATRIX) &&
	    (w->theme[0] == '\0' || w->color[0] == '\0'))
		name_ground(lex, &plan->picture, in->zh, w->ground);
	if (w->color[0] == '\0')
		snprintf(w->color, SAY_NAME, "%s", w->ground);
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
	return intent_power(in, PART_STRIP) == 1 ? "on" : scale_group(in);
}

/* Whether all that the plan covers is to be dark. */
static bool
is_off(const struct intent *in, int parts)
{
	int part;

	for (part = PART_STRIP; part <= PART_MATRIX; part++)
		if ((parts & part) != 0 && intent_power(in, part) != 0)
			return false;
	return true;
}

static const char *
group_of(
    const struct lexicon *lex, const struct intent *in, const struct plan *plan)
{
	if (in->alert)
		return "alert";
	if (in->empty)
		return "usual";
	if (is_off(in, plan->parts))
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
speak_plan(struct speech *s, unsigned seed, char *out)
{
	const char *group = group_of(s->lex, s->in, s->plan);
	bool zh = s->in->zh;

	if (say(s->lex, group, zh, &s->words, seed, out))
		return;
	say_colors(s->lex, &s->plan->strip, zh, 1, s->words.color);
	if (say(s->lex, group, zh, &s->words, seed, out) ||
	    say(s->lex, "color", zh, &s->words, seed, out))
		return;
	say(s->lex, "plain", zh, &s->words, seed, out);
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
speak_part(const struct speech *s, int part, char *out)
{
	out[0] = '\0';
	say(s->lex, why_group(s, part), s->in->zh, &s->words, 0, out);
}

const char *
speak_theme(const struct speech *s)
{
	return s->words.theme[0] != '\0' ? s->words.theme : s->words.color;
}

jv
speak_missing(const struct lexicon *lex, jv plan, bool zh)
{
	char text[SAY_BYTES] = "";
	struct strip strip = {0};
	struct say_words w = {0};

	if (msg_has(&plan, "speakable_reason"))
		return plan;
	if (strip_fit(&plan, "strip", &strip, NULL) == 0)
		say_colors(lex, &strip, zh, 2, w.color);
	say(lex, w.color[0] != '\0' ? "color" : "plain", zh, &w, 0, text);
	return msg_set(plan, "speakable_reason", jv_string(text));
}
