#include <stdio.h>
#include <string.h>

#include "light/strip.h"
#include "read/clause.h"
#include "read/readers.h"
#include "words/normalize.h"
#include "words/palette.h"

static void
add_color(struct reading *r, int i, struct wish_color *wish)
{
	struct intent *in = &r->in;
	bool banned = r->note[i].negated;
	struct wish_color *list = banned ? in->banned : in->colors;
	int *n = banned ? &in->n_banned : &in->n_colors;

	wish->scope = r->note[i].scope;
	wish->ground = clause_has(r->m, i, LEX_PART, PART_GROUND);
	if (*n < INTENT_COLORS)
		list[(*n)++] = *wish;
	r->note[i].used = true;
}

/* "Redder": whether the current colours only move towards it. */
static bool
is_more(const struct match *m, int i)
{
	int left = match_value(m, i - 1, LEX_DEGREE);

	return left == DEGREE_MORE || left == DEGREE_MUCH ||
	       match_value(m, i + 1, LEX_DEGREE) == DEGREE_BIT;
}

static struct wish_color
wish_of(const struct reading *r, const struct lex_sense *sense)
{
	const struct lexicon *lex = r->m->lex;

	return (struct wish_color){
	    .color = palette_named(&lex->colors[sense->value], lex, r->in.zh)};
}

/* A colour that one Chinese character names, or NULL. */
static const struct lex_sense *
one_han(const struct lexicon *lex, const char *p)
{
	const struct lex_key *key = lexicon_find(lex, p, HAN_BYTES);

	return key == NULL || key->len != HAN_BYTES
		   ? NULL
		   : lexicon_sense(lex, key, LEX_COLOR);
}

/* 蓝紫色 is one colour, but two of them when it is to be a gradient. */
static bool
read_pair(struct reading *r, int i)
{
	const struct match *m = r->m;
	const struct token *t = &m->token[i];
	const char *p = m->text + t->start;
	const struct lex_sense *a;
	const struct lex_sense *b;
	struct wish_color wish;
	int mode = clause_find(m, i, LEX_MODE);

	if (t->end - t->start < 2 * HAN_BYTES ||
	    t->end - t->start > 3 * HAN_BYTES || mode == -1 ||
	    match_value(m, mode, LEX_MODE) != STRIP_GRADIENT)
		return false;
	a = one_han(m->lex, p);
	b = one_han(m->lex, p + HAN_BYTES);
	if (a == NULL || b == NULL)
		return false;
	wish = wish_of(r, a);
	add_color(r, i, &wish);
	wish = wish_of(r, b);
	add_color(r, i, &wish);
	return true;
}

/* "That red is too bright" does not ask for red. */
static bool
is_blamed(const struct match *m, int i)
{
	int last = clause_last(m, i);

	for (i++; i < last; i++)
		if (match_value(m, i, LEX_DEGREE) == DEGREE_TOO &&
		    match_scale(m, i + 1) != LEX_NONE)
			return true;
	return false;
}

void
read_color(struct reading *r, int i)
{
	const struct match *m = r->m;
	const struct lex_sense *sense = match_has(m, i, LEX_COLOR);
	struct wish_color wish = wish_of(r, sense);
	int shade;
	int k;

	r->note[i].used = true;
	if (is_blamed(m, i) || read_pair(r, i))
		return;
	for (k = match_before(m, i); match_has(m, k, LEX_SHADE) != NULL;
	     k = match_before(m, k)) {
		shade = match_value(m, k, LEX_SHADE);
		palette_shade(&wish.color, (enum lex_shade)shade, r->in.zh);
	}
	wish.weak = match_doubtful(m, i, sense);
	wish.more = is_more(m, i);
	wish.added = clause_has_before(m, i, LEX_TURN, TURN_ADD);
	add_color(r, i, &wish);
}

void
read_rgb(struct reading *r, int i)
{
	struct wish_color wish = {0};
	const uint8_t *rgb = r->m->token[i].written.rgb;

	memcpy(wish.color.rgb, rgb, 3);
	snprintf(wish.color.name, sizeof(wish.color.name), "#%02X%02X%02X",
	    rgb[0], rgb[1], rgb[2]);
	add_color(r, i, &wish);
}

void
read_kelvin(struct reading *r, int i, double kelvin)
{
	struct wish_color wish = {.kelvin = true};

	palette_kelvin(&wish.color, kelvin);
	add_color(r, i, &wish);
}
