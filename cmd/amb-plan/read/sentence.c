#include <string.h>

#include "read/intent.h"

static void (*const readers[LEX_SLOT_COUNT])(struct reader *r, int i) = {
    [LEX_COLOR] = read_color,
    [LEX_THEME] = read_theme,
    [LEX_EMOJI] = read_theme,
    [LEX_SHOW] = read_show,
    [LEX_NOT] = read_not,
    [LEX_TURN] = read_turn,
    [LEX_MODE] = read_mode,
    [LEX_BRIGHT] = read_scale,
    [LEX_SPEED] = read_scale,
    [LEX_WARM] = read_scale,
    [LEX_SOFT] = read_scale,
    [LEX_VIVID] = read_scale,
    [LEX_DEEP] = read_scale,
    [LEX_POWER] = read_power,
    [LEX_MOVE] = read_move,
    [LEX_PERCENT] = read_percent,
    [LEX_MARK] = read_text,
};

/* Words that are used by whatever stands beside them. */
static const bool helpful[LEX_SLOT_COUNT] = {
    [LEX_NONE] = true,
    [LEX_PART] = true,
    [LEX_SHOW] = true,
    [LEX_ONLY] = true,
    [LEX_NOT] = true,
    [LEX_TURN] = true,
    [LEX_KEEP] = true,
    [LEX_SHADE] = true,
    [LEX_DEGREE] = true,
    [LEX_QUANTITY] = true,
    [LEX_UNIT] = true,
    [LEX_ARTICLE] = true,
    [LEX_CLAUSE] = true,
    [LEX_SAFETY] = true,
    [LEX_MOVE] = true,
};

/* Whether a word that is a colour and a thing is the thing here. */
static bool
is_thing(const struct match *m, int i)
{
	int k = i - 1;

	if (match_value(m, i + 1, LEX_PART) == PART_LIGHT ||
	    match_has(m, i + 1, LEX_COLOR) != NULL || m->token[i].negated)
		return false;
	if (match_has(m, k, LEX_COLOR) != NULL)
		return true;
	while (match_has(m, k, LEX_NONE) != NULL)
		k--;
	return match_has(m, k, LEX_ARTICLE) != NULL ||
	       match_has(m, k, LEX_SHOW) != NULL ||
	       m->token[i].scope == PART_MATRIX;
}

/* The meaning of a word that has several; -1 when none is to be read. */
static int
choose(const struct match *m, int i)
{
	const struct lex_key *key = m->token[i].key;
	const struct lex_sense *s = m->lex->senses + key->sense;
	int color = match_value(m, i, LEX_COLOR);
	int k;

	if (match_has(m, i, LEX_SHADE) != NULL &&
	    match_has(m, i + 1, LEX_COLOR) != NULL)
		return -1;
	if (color != MATCH_NO_VALUE && key->senses > 1 && !is_thing(m, i))
		return LEX_COLOR;
	for (k = 0; k < key->senses; k++)
		if (readers[s[k].slot] != NULL && s[k].slot != LEX_COLOR)
			return s[k].slot;
	return color != MATCH_NO_VALUE ? LEX_COLOR : -1;
}

/* "My name is Rose." */
static bool
is_name(const struct match *m, int i)
{
	return match_value(m, i - 1, LEX_NONE) == NONE_SKIP;
}

static void
read_token(struct reader *r, int i)
{
	const struct token *t = &r->m->token[i];
	int slot;

	if (t->kind == TOKEN_LITERAL && t->literal.is_color)
		read_written_color(r, i);
	else if (t->kind == TOKEN_LITERAL)
		read_number(r, i);
	if (t->kind != TOKEN_WORD)
		return;
	slot = is_name(r->m, i) ? -1 : choose(r->m, i);
	if (slot != -1)
		readers[slot](r, i);
}

static bool
is_helpful(const struct match *m, const struct token *t)
{
	const struct lex_sense *s = m->lex->senses + t->key->sense;
	int k;

	for (k = 0; k < t->key->senses; k++)
		if (helpful[s[k].slot])
			return true;
	return false;
}

/* How much of the sentence was made use of, 0 to 1. */
static double
understood(const struct match *m)
{
	const struct token *t;
	double known = 0;
	double all = 0;
	int i;

	for (i = 0; i < m->count; i++) {
		t = &m->token[i];
		if (t->kind == TOKEN_STOP)
			continue;
		all += t->end - t->start;
		if (t->used || (t->kind == TOKEN_WORD && is_helpful(m, t)))
			known += t->end - t->start;
	}
	return all > 0 ? known / all : 0;
}

/* Chinese characters are three bytes, of which the first is one of these. */
static bool
is_chinese(const struct match *m)
{
	const char *p;

	for (p = m->source; *p != '\0'; p++)
		if ((unsigned char)*p >= 0xe3 && (unsigned char)*p <= 0xe9)
			return true;
	return false;
}

static bool
is_empty(const struct intent *in)
{
	int i;

	for (i = 0; i < SCALES; i++)
		if (in->scale[i].steps != 0 || in->scale[i].factor != 1)
			return false;
	return in->n_colors == 0 && in->n_banned == 0 && in->n_themes == 0 &&
	       in->banned_modes == 0 && !in->light &&
	       intent_power(in, PART_STRIP) == -1 &&
	       intent_power(in, PART_MATRIX) == -1 && !in->other &&
	       in->excluded == 0 && in->text[0] == '\0' && !in->alert;
}

int
intent_power(const struct intent *in, int part)
{
	return in->power[part - 1];
}

void
intent_clear(struct intent *in)
{
	int i;

	memset(in, 0, sizeof(*in));
	in->mode = -1;
	in->power[PART_STRIP - 1] = -1;
	in->power[PART_MATRIX - 1] = -1;
	for (i = 0; i < SCALES; i++)
		in->scale[i].factor = 1;
}

void
intent_read(struct match *m, struct intent *in)
{
	struct reader r = {m, in};
	int i;

	intent_clear(in);
	in->source = m->source;
	in->zh = is_chinese(m);
	clause_mark(m, in);
	for (i = 0; i < m->count; i++)
		read_token(&r, i);
	sift(m->lex, in);
	in->alert = read_danger(m);
	in->empty = is_empty(in);
	in->confidence = in->empty ? 0 : understood(m);
}
