#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compose/lead.h"
#include "compose/parts.h"
#include "words/palette.h"

static const uint8_t black[] = {0, 0, 0};

static void
add_subject(struct picture *p, const char *emoji)
{
	int i;

	for (i = 0; i < p->n_subjects; i++)
		if (strcmp(p->subject[i], emoji) == 0)
			return;
	if (p->n_subjects < PLAN_SUBJECTS_MAX && *emoji != '\0')
		snprintf(p->subject[p->n_subjects++], sizeof(p->subject[0]),
		    "%s", emoji);
}

static void
add_ground(struct picture *p, const uint8_t rgb[3], double dark)
{
	if (p->n_ground == PLAN_GROUND_MAX)
		return;
	memcpy(p->ground[p->n_ground], rgb, 3);
	palette_mix(p->ground[p->n_ground++], black, dark);
}

/* Whether w is shown: of wishes for the matrix alone, if any, only those. */
static bool
is_shown(const struct intent *in, const struct wish_theme *w)
{
	int i;

	for (i = 0; i < in->n_themes; i++)
		if (in->themes[i].scope == PART_MATRIX)
			return (w->scope & PART_MATRIX) != 0;
	return lead_concerns(w, PART_MATRIX);
}

/* A subject in its wished colour, where there is such a glyph. */
static const char *
tinted(const struct lexicon *lex, const struct intent *in, const char *emoji)
{
	size_t n = lexicon_count(lex, LEX_TINTS);
	const struct lex_tint *t;
	const struct lex_color *c;
	size_t k;
	int i;

	for (k = 0; k < n; k++) {
		t = &lex->tints[k];
		if (strcmp(lexicon_text(lex, t->base), emoji) != 0)
			continue;
		c = lexicon_color(lex, lexicon_text(lex, t->color));
		for (i = 0; i < in->n_colors; i++)
			if (in->colors[i].scope != PART_STRIP &&
			    palette_alike(in->colors[i].color.rgb, c->rgb))
				return lexicon_text(lex, t->text);
	}
	return emoji;
}

/* Things that were named; without any, those of the themes. */
static void
use_subjects(struct picture *p, const struct lexicon *lex,
    const struct intent *in, const struct wish_theme *lead)
{
	const struct wish_theme *w;
	int i, k;

	for (i = 0; i < in->n_themes; i++) {
		w = &in->themes[i];
		if (w->emoji != NULL && is_shown(in, w))
			add_subject(p,
			    tinted(lex, in, lexicon_text(lex, w->emoji->text)));
	}
	if (p->n_subjects > 0 || lead == NULL || lead->theme == NULL)
		return;
	for (k = 0; k < PLAN_SUBJECTS_MAX; k++)
		add_subject(p, tinted(lex, in,
				   lexicon_text(lex, lead->theme->subject[k])));
	for (i = 0; i < in->n_themes && p->n_subjects < 2; i++)
		if (is_shown(in, &in->themes[i]) && in->themes[i].theme != NULL)
			add_subject(p,
			    lexicon_text(lex, in->themes[i].theme->subject[0]));
}

/* The background of the leading theme that has one. */
static void
theme_ground(struct picture *p, const struct intent *in)
{
	const struct wish_theme *best = NULL;
	const struct wish_theme *w;
	int i;

	for (i = 0; i < in->n_themes; i++) {
		w = &in->themes[i];
		if (lead_concerns(w, PART_MATRIX) && w->theme != NULL &&
		    w->theme->grounds > 0 &&
		    (best == NULL || lead_rank(w) > lead_rank(best)))
			best = w;
	}
	if (best == NULL)
		return;
	for (i = 0; i < best->theme->grounds; i++)
		if (!compose_is_banned(in, best->theme->ground[i]))
			add_ground(p, best->theme->ground[i], 0);
}

/* Colours for the matrix: all of it, or the ground behind a subject. */
static void
color_ground(struct picture *p, const struct intent *in)
{
	bool bare = p->n_subjects == 0 && p->text[0] == '\0';
	const struct wish_color *w = in->colors;

	for (; w < in->colors + in->n_colors; w++)
		if (w->ground || (bare && (w->scope & PART_MATRIX) != 0))
			add_ground(p, w->color.rgb, bare ? 0 : 0.3);
}

static void
use_ground(
    struct picture *p, const struct intent *in, const struct wish_theme *lead)
{
	color_ground(p, in);
	if (p->n_ground == 0)
		theme_ground(p, in);
	if (p->n_ground == 0 && lead != NULL && lead->emoji != NULL) {
		add_ground(p, lead->emoji->rgb[0], 0.92);
		add_ground(p, lead->emoji->rgb[0], 0.86);
	}
	if (p->n_ground == 0)
		add_ground(p, black, 0);
}

/* Darker or brighter: change the ground. */
static void
tune(struct picture *p, const struct intent *in)
{
	double steps = in->scale[SCALE_BRIGHT].steps;
	struct hsv hsv;
	int i;

	for (i = 0; i < p->n_ground && steps != 0; i++) {
		hsv = palette_hsv(p->ground[i]);
		hsv.val = fmin(1, hsv.val * pow(1.25, steps));
		palette_rgb(hsv, p->ground[i]);
	}
}

/* "The matrix in red": all of it, not only a background. */
static bool
is_filled(const struct intent *in)
{
	int i;

	for (i = 0; i < in->n_colors; i++)
		if ((in->colors[i].scope & PART_MATRIX) != 0 &&
		    !in->colors[i].ground)
			return true;
	return false;
}

/* The current picture, in other colours when the sentence has some. */
static void
edit(struct picture *p, const struct intent *in, const struct picture *shown)
{
	*p = *shown;
	if (in->n_colors == 0)
		return;
	p->n_ground = 0;
	color_ground(p, in);
}

void
compose_picture(const struct lexicon *lex, const struct intent *in,
    const struct current *current, struct picture *out)
{
	const struct wish_theme *lead = lead_find(in, PART_MATRIX);
	bool is_new = lead != NULL || in->text[0] != '\0' ||
		      !current->has_picture || is_filled(in);

	if (!is_new)
		edit(out, in, &current->picture);
	else if (in->text[0] != '\0')
		memcpy(out->text, in->text, sizeof(out->text));
	else
		use_subjects(out, lex, in, lead);
	if (out->n_ground == 0)
		use_ground(out, in, lead);
	tune(out, in);
	if (is_new)
		compose_prompt(out, lex, in, lead);
}
