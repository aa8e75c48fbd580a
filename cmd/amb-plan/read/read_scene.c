#include <string.h>

#include "light/strip.h"
#include "read/clause.h"
#include "read/readers.h"
#include "words/normalize.h"

/* Whether a thing is requested here, so that a vague word may name it. */
static bool
is_asked(const struct reading *r, int i)
{
	const struct match *m = r->m;
	int k = i - 1;

	while (match_has(m, k, LEX_NONE) != NULL ||
	       match_has(m, k, LEX_COLOR) != NULL)
		k--;
	return m->count == 1 || r->note[i].scope == PART_MATRIX ||
	       match_has(m, k, LEX_ARTICLE) != NULL ||
	       match_has(m, k, LEX_SHOW) != NULL;
}

/* "A monarch butterfly": only the last word is a thing. */
static bool
is_part_of_next(const struct match *m, int i)
{
	return match_has(m, i + 1, LEX_EMOJI) != NULL ||
	       match_has(m, i + 1, LEX_THEME) != NULL;
}

/* Whether the clause has words of request before it. */
static bool
is_requested(const struct match *m, int i)
{
	int first = clause_first(m, i);

	while (i > first && match_value(m, i, LEX_NONE) != NONE_ASK)
		i--;
	return match_value(m, i, LEX_NONE) == NONE_ASK;
}

static bool
is_mood(const struct lexicon *lex, const struct wish_theme *w)
{
	return w->theme != NULL &&
	       strcmp(lexicon_text(lex, w->theme->group), "mood") == 0;
}

/*
 * "I was at work; show me the sea, a cosy one": what is mentioned before the
 * request is secondary, and so is a mood behind it.
 */
static void
step_back(struct intent *in, const struct match *m, struct wish_theme *wish)
{
	int first = clause_first(m, wish->at);
	int k;

	wish->asked = is_requested(m, wish->at);
	for (k = 0; k < in->n_themes; k++) {
		if (wish->asked && in->themes[k].at < first)
			in->themes[k].secondary = !in->themes[k].asked;
		if (!wish->asked && in->themes[k].asked &&
		    in->themes[k].at < first && is_mood(m->lex, wish))
			wish->secondary = true;
	}
}

/* Its name in the sentence, unless that is an emoji. */
static void
copy_name(const struct match *m, int i, char name[INTENT_NAME_MAX])
{
	size_t from = m->from[m->token[i].start];
	size_t len = m->from[m->token[i].end] - from;

	while (len > 0 && m->source[from + len - 1] == ' ')
		len--;
	if (len < INTENT_NAME_MAX && (unsigned char)m->source[from] < 0xea &&
	    (unsigned char)m->source[from] != 0xe2)
		memcpy(name, m->source + from, len);
}

/* "A cat with a hat" in Chinese: the thing behind 的 leads. */
static void
put_first(struct intent *in, const struct match *m, int i)
{
	static const char of[] = "的";
	struct wish_theme *w = &in->themes[in->n_themes - 1];
	struct wish_theme last = *w;
	const struct token *t;

	if (in->n_themes < 2 || w[-1].emoji == NULL || w->emoji == NULL ||
	    w[-1].at < clause_first(m, i))
		return;
	t = &m->token[i - 1];
	if (t->end - t->start != HAN_BYTES ||
	    memcmp(m->text + t->start, of, HAN_BYTES) != 0)
		return;
	w[0] = w[-1];
	w[-1] = last;
}

/* A theme, or an emoji, which is used like a theme. */
void
read_theme(struct reading *r, int i)
{
	const struct match *m = r->m;
	const struct lex_sense *theme = match_has(m, i, LEX_THEME);
	const struct lex_sense *emoji = match_has(m, i, LEX_EMOJI);
	struct wish_theme wish = {.at = i, .scope = r->note[i].scope};

	if (theme != NULL)
		wish.theme = &m->lex->themes[theme->value];
	else
		wish.emoji = &m->lex->emojis[emoji->value];
	if (match_doubtful(m, i, theme != NULL ? theme : emoji))
		return;
	if (theme == NULL && (emoji->flags & LEX_THING) &&
	    (!is_asked(r, i) || is_part_of_next(m, i)))
		return;
	step_back(&r->in, m, &wish);
	r->note[i].used = true;
	if (r->note[i].negated || r->in.n_themes == INTENT_THEMES)
		return;
	copy_name(m, i, wish.name);
	r->in.themes[r->in.n_themes++] = wish;
	put_first(&r->in, m, i);
}

void
read_mode(struct reading *r, int i)
{
	const int flashing = 1 << STRIP_PULSE | 1 << STRIP_SPARKLE;
	int mode = match_value(r->m, i, LEX_MODE);

	r->note[i].used = true;
	r->in.light = true;
	if (r->note[i].negated) {
		r->in.banned_modes |=
		    flashing & 1 << mode ? flashing : 1 << mode;
		return;
	}
	r->in.mode = mode;
}

/* "Turn off the breathing": the mode, not the light. */
static bool
stops_mode(struct reading *r, int i)
{
	i = match_after(r->m, i);
	if (match_has(r->m, i, LEX_MODE) == NULL)
		return false;
	r->note[i].negated = true;
	return true;
}

/* "On" has many meanings: alone it must end the clause. */
void
read_power(struct reading *r, int i)
{
	const struct match *m = r->m;
	const struct lex_sense *sense = match_has(m, i, LEX_POWER);
	int scope = r->note[i].scope;
	int part;

	if ((sense->flags & LEX_WEAK) != 0 && i + 1 < m->count &&
	    m->token[i + 1].kind != TOKEN_STOP &&
	    match_has(m, i + 1, LEX_NONE) == NULL)
		return;
	if (match_has(m, i + 1, LEX_OTHER) != NULL) /* some other device */
		return;
	r->note[i].used = true;
	if (r->note[i].negated || (sense->value == 0 && stops_mode(r, i)))
		return;
	for (part = PART_STRIP; part <= PART_MATRIX; part++)
		if (scope == 0 || (scope & part) != 0)
			r->in.power[part] = sense->value;
}
