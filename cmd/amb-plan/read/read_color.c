#include <math.h>
#include <stdio.h>
#include <string.h>

#include "read/intent.h"
#include "words/palette.h"

enum { HAN = 3 }; /* bytes of a Chinese character */

/* The token before i, past words that say nothing. */
static int
before(const struct match *m, int i)
{
	do
		i--;
	while (match_has(m, i, LEX_NONE) != NULL);
	return i;
}

/* Whether the clause speaks of what is behind the picture. */
static bool
has_ground(const struct match *m, int i)
{
	int last = clause_last(m, i);

	for (i = clause_first(m, i); i <= last; i++)
		if (match_value(m, i, LEX_PART) == PART_GROUND)
			return true;
	return false;
}

static void
keep(struct reader *r, int i, struct wish_color *wish)
{
	struct intent *in = r->in;
	bool banned = r->m->token[i].negated;
	struct wish_color *list = banned ? in->banned : in->colors;
	int *n = banned ? &in->n_banned : &in->n_colors;

	wish->scope = r->m->token[i].scope;
	wish->ground = has_ground(r->m, i);
	if (*n < INTENT_COLORS)
		list[(*n)++] = *wish;
	r->m->token[i].used = true;
}

static bool
is_scale(const struct match *m, int i)
{
	int slot;

	for (slot = LEX_BRIGHT; slot <= LEX_DEEP; slot++)
		if (match_has(m, i, (enum lex_slot)slot) != NULL)
			return true;
	return false;
}

/* "Redder": whether the colour is only to be come nearer to. */
static bool
is_more(const struct match *m, int i)
{
	int left = match_value(m, i - 1, LEX_DEGREE);

	return left == DEGREE_MORE || left == DEGREE_MUCH ||
	       match_value(m, i + 1, LEX_DEGREE) == DEGREE_BIT;
}

/* Whether a word before it in the clause adds it to what is there. */
static bool
is_added(const struct match *m, int i)
{
	int first = clause_first(m, i);

	for (i--; i >= first; i--)
		if (match_value(m, i, LEX_TURN) == TURN_ADD)
			return true;
	return false;
}

static struct wish_color
wish_of(const struct reader *r, const struct lex_sense *sense)
{
	const struct lexicon *lex = r->m->lex;
	const struct lex_color *c = &lex->colors[sense->value];
	struct wish_color wish = {.index = sense->value};

	memcpy(wish.color.rgb, c->rgb, 3);
	snprintf(wish.color.name, sizeof(wish.color.name), "%s",
	    lexicon_text(lex, r->in->zh ? c->zh : c->en));
	return wish;
}

/* A colour that one Chinese character names, or NULL. */
static const struct lex_sense *
one_han(const struct lexicon *lex, const char *p)
{
	const struct lex_key *key = lexicon_find(lex, p, HAN);

	return key == NULL || key->len != HAN
		   ? NULL
		   : lexicon_sense(lex, key, LEX_COLOR);
}

/* 蓝紫色 is one colour, but two of them when it is to be a gradient. */
static bool
read_pair(struct reader *r, int i)
{
	const struct match *m = r->m;
	const struct token *t = &m->token[i];
	const char *p = m->text + t->start;
	const struct lex_sense *a;
	const struct lex_sense *b;
	struct wish_color wish;
	int mode = clause_find(m, i, LEX_MODE);

	if (t->end - t->start < 2 * HAN || t->end - t->start > 3 * HAN ||
	    mode == -1 || match_value(m, mode, LEX_MODE) != STRIP_GRADIENT)
		return false;
	a = one_han(m->lex, p);
	b = one_han(m->lex, p + HAN);
	if (a == NULL || b == NULL)
		return false;
	wish = wish_of(r, a);
	keep(r, i, &wish);
	wish = wish_of(r, b);
	keep(r, i, &wish);
	return true;
}

/* "That red is too bright" does not ask for red. */
static bool
is_blamed(const struct match *m, int i)
{
	int last = clause_last(m, i);

	for (i++; i < last; i++)
		if (match_value(m, i, LEX_DEGREE) == DEGREE_TOO &&
		    is_scale(m, i + 1))
			return true;
	return false;
}

void
read_color(struct reader *r, int i)
{
	const struct match *m = r->m;
	const struct lex_sense *sense = match_has(m, i, LEX_COLOR);
	struct wish_color wish = wish_of(r, sense);
	int shade;
	int k;

	r->m->token[i].used = true;
	if (is_blamed(m, i) || read_pair(r, i))
		return;
	for (k = before(m, i); k >= 0; k = before(m, k)) {
		shade = match_value(m, k, LEX_SHADE);
		if (shade == MATCH_NO_VALUE)
			break;
		palette_shade(&wish.color, (enum lex_shade)shade, r->in->zh);
		wish.index = -1;
	}
	wish.weak = match_doubtful(m, i, sense);
	wish.more = is_more(m, i);
	wish.added = is_added(m, i);
	keep(r, i, &wish);
}

void
read_written_color(struct reader *r, int i)
{
	struct wish_color wish = {.index = -1};
	const uint8_t *rgb = r->m->token[i].literal.rgb;

	memcpy(wish.color.rgb, rgb, 3);
	snprintf(wish.color.name, sizeof(wish.color.name), "#%02X%02X%02X",
	    rgb[0], rgb[1], rgb[2]);
	keep(r, i, &wish);
}

void
read_kelvin(struct reader *r, int i, double kelvin)
{
	struct wish_color wish = {.index = INTENT_KELVIN};

	palette_kelvin(&wish.color, kelvin);
	keep(r, i, &wish);
}

/* Colours that were read so far in this clause are the ones to replace. */
static void
replace(struct reader *r, int i)
{
	struct intent *in = r->in;
	int first = clause_first(r->m, i);
	int n = 0;
	int k;

	for (k = first; k < i; k++)
		if (match_value(r->m, k, LEX_TURN) == TURN_FROM)
			return;
	for (k = first; k < i; k++)
		n += match_has(r->m, k, LEX_COLOR) != NULL &&
		     !r->m->token[k].negated;
	for (; n > 0 && in->n_colors > 0 && in->n_old < INTENT_COLORS; n--)
		in->old[in->n_old++] = in->colors[--in->n_colors];
}

/* Whether a colour comes behind token i in its clause. */
static bool
color_follows(const struct match *m, int i)
{
	int last = clause_last(m, i);

	for (i++; i <= last; i++)
		if (match_has(m, i, LEX_COLOR) != NULL ||
		    m->token[i].literal.is_color)
			return true;
	return false;
}

/* "No, wait": what was said counts unless the rest says the same anew. */
static void
take_back(struct intent *in)
{
	in->undone_colors = in->n_colors;
	in->undone_themes = in->n_themes;
}

void
read_turn(struct reader *r, int i)
{
	const struct match *m = r->m;
	int turn = match_value(m, i, LEX_TURN);
	bool into = turn == TURN_INTO;
	int k;

	for (k = clause_first(m, i); k < i && turn == TURN_TO; k++)
		into |= match_value(m, k, LEX_TURN) == TURN_SWAP;
	r->in->other |= turn == TURN_OTHER;
	if (turn == TURN_UNDO)
		take_back(r->in);
	if (into && color_follows(m, i))
		replace(r, i);
	r->m->token[i].used = true;
}

/* "Red, no, blue": a "no" that stands alone takes back. */
void
read_not(struct reader *r, int i)
{
	const struct match *m = r->m;
	int last = clause_last(m, i);

	if (clause_first(m, i) == i &&
	    (last == i || (last == i + 1 && m->token[last].kind == TOKEN_STOP)))
		take_back(r->in);
}
