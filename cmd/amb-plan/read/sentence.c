#include <string.h>

#include "read/clause.h"
#include "read/readers.h"
#include "read/safety.h"
#include "read/sentence.h"

/* What is done with a word, by its meaning. */
static const struct {
	void (*read)(struct reading *r, int i);
	bool helps; /* counts as used even when it is not read */
} slots[LEX_SLOT_COUNT] = {
    [LEX_NONE] = {NULL, true},
    [LEX_COLOR] = {read_color, false},
    [LEX_THEME] = {read_theme, false},
    [LEX_EMOJI] = {read_theme, false},
    [LEX_PART] = {NULL, true},
    [LEX_SHOW] = {read_show, true},
    [LEX_ONLY] = {NULL, true},
    [LEX_NOT] = {read_not, true},
    [LEX_TURN] = {read_turn, true},
    [LEX_KEEP] = {NULL, true},
    [LEX_MODE] = {read_mode, false},
    [LEX_SHADE] = {NULL, true},
    [LEX_DEGREE] = {NULL, true},
    [LEX_BRIGHT] = {read_scale, false},
    [LEX_SPEED] = {read_scale, false},
    [LEX_WARM] = {read_scale, false},
    [LEX_SOFT] = {read_scale, false},
    [LEX_VIVID] = {read_scale, false},
    [LEX_DEEP] = {read_scale, false},
    [LEX_POWER] = {read_power, false},
    [LEX_QUANTITY] = {NULL, true},
    [LEX_MOVE] = {read_move, true},
    [LEX_UNIT] = {NULL, true},
    [LEX_PERCENT] = {read_percent, false},
    [LEX_MARK] = {read_text, false},
    [LEX_ARTICLE] = {NULL, true},
    [LEX_CLAUSE] = {NULL, true},
    [LEX_SAFETY] = {NULL, true},
};

/* Whether a word for a colour and a thing means the thing here. */
static bool
is_thing(const struct reading *r, int i)
{
	const struct match *m = r->m;
	int before = match_before(m, i);

	if (match_value(m, i + 1, LEX_PART) == PART_LIGHT ||
	    match_has(m, i + 1, LEX_COLOR) != NULL || r->note[i].negated)
		return false;
	return match_has(m, i - 1, LEX_COLOR) != NULL ||
	       match_has(m, before, LEX_ARTICLE) != NULL ||
	       match_has(m, before, LEX_SHOW) != NULL ||
	       r->note[i].scope == PART_MATRIX;
}

/* The meaning of a word that has several; LEX_NONE when none is to be read. */
static enum lex_slot
choose(const struct reading *r, int i)
{
	const struct match *m = r->m;
	const struct lex_key *key = m->token[i].key;
	const struct lex_sense *s = m->lex->senses + key->sense;
	bool color = match_has(m, i, LEX_COLOR) != NULL;
	int k;

	if (match_has(m, i, LEX_SHADE) != NULL &&
	    match_has(m, i + 1, LEX_COLOR) != NULL)
		return LEX_NONE;
	if (color && key->senses > 1 && !is_thing(r, i))
		return LEX_COLOR;
	for (k = 0; k < key->senses; k++)
		if (slots[s[k].slot].read != NULL && s[k].slot != LEX_COLOR)
			return (enum lex_slot)s[k].slot;
	return color ? LEX_COLOR : LEX_NONE;
}

static void
read_word(struct reading *r, int i)
{
	void (*read)(struct reading *, int) = slots[choose(r, i)].read;

	if (match_value(r->m, i - 1, LEX_NONE) == NONE_SKIP)
		return; /* "My name is Rose." */
	if (read != NULL)
		read(r, i);
}

static void
read_token(struct reading *r, int i)
{
	switch (r->m->token[i].kind) {
	case TOKEN_WORD:
		read_word(r, i);
		break;
	case TOKEN_NUMBER:
		read_number(r, i);
		break;
	case TOKEN_RGB:
		read_rgb(r, i);
		break;
	case TOKEN_STOP:
	case TOKEN_UNKNOWN:
		break;
	}
}

static bool
is_helpful(const struct match *m, const struct token *t)
{
	const struct lex_sense *s = m->lex->senses + t->key->sense;
	int k;

	for (k = 0; k < t->key->senses; k++)
		if (slots[s[k].slot].helps)
			return true;
	return false;
}

/* The part of the sentence that was used, 0 to 1. */
static double
understood(const struct reading *r)
{
	const struct match *m = r->m;
	const struct token *t;
	double known = 0;
	double all = 0;
	int i;

	for (i = 0; i < m->count; i++) {
		t = &m->token[i];
		if (t->kind == TOKEN_STOP)
			continue;
		all += t->end - t->start;
		if (r->note[i].used ||
		    (t->kind == TOKEN_WORD && is_helpful(m, t)))
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

void
sentence_read(struct reading *r, const struct match *m)
{
	int i;

	r->m = m;
	memset(r->note, 0, (size_t)m->count * sizeof(r->note[0]));
	intent_init(&r->in);
	r->in.source = m->source;
	r->in.zh = is_chinese(m);
	clause_mark(r);
	for (i = 0; i < m->count; i++)
		read_token(r, i);
	intent_resolve(&r->in, m->lex);
	r->in.alert = safety_is_alert(m);
	r->in.empty = intent_is_empty(&r->in);
	r->in.confidence = r->in.empty ? 0 : understood(r);
}
