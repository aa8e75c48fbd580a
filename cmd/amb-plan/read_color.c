#include <math.h>
#include <stdio.h>
#include <string.h>

#include "intent.h"
#include "palette.h"

/* The token before i, past words that say nothing. */
static int
before(const struct match *m, int i)
{
	do
		i--;
	while (match_has(m, i, LEX_NONE) != NULL);
	return i;
}

static void
keep(struct reader *r, int i, struct wish_color *wish)
{
	struct intent *in = r->in;
	bool banned = r->m->token[i].negated;
	struct wish_color *list = banned ? in->banned : in->colors;
	int *n = banned ? &in->n_banned : &in->n_colors;

	wish->scope = r->m->token[i].scope;
	if (*n < INTENT_COLORS)
		list[(*n)++] = *wish;
	r->m->token[i].used = true;
}

void
read_color(struct reader *r, int i)
{
	const struct match *m = r->m;
	const struct lex_sense *sense = match_has(m, i, LEX_COLOR);
	const struct lex_color *c = &m->lex->colors[sense->value];
	struct wish_color wish = {.index = sense->value};
	int shade;
	int k;

	memcpy(wish.color.rgb, c->rgb, 3);
	snprintf(wish.color.name, sizeof(wish.color.name), "%s",
	    lexicon_text(m->lex, r->in->zh ? c->zh : c->en));
	for (k = before(m, i); k >= 0; k = before(m, k)) {
		shade = match_value(m, k, LEX_SHADE);
		if (shade == MATCH_NO_VALUE)
			break;
		palette_shade(&wish.color, (enum lex_shade)shade, r->in->zh);
		wish.index = -1;
	}
	wish.weak = match_doubtful(m, i, sense);
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
	struct wish_color wish = {.index = -1};

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

void
read_turn(struct reader *r, int i)
{
	const struct match *m = r->m;
	int turn = match_value(m, i, LEX_TURN);
	bool into = turn == TURN_INTO;
	int k;

	for (k = clause_first(m, i); k < i && turn == TURN_TO; k++)
		into |= match_value(m, k, LEX_TURN) == TURN_SWAP;
	if (into && color_follows(m, i))
		replace(r, i);
	r->m->token[i].used = true;
}
