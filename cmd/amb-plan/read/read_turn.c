#include "read/clause.h"
#include "read/readers.h"

/* Colours that were read so far in this clause are the ones to replace. */
static void
replace(struct reading *r, int i)
{
	struct intent *in = &r->in;
	int n = 0;
	int k;

	if (clause_has_before(r->m, i, LEX_TURN, TURN_FROM))
		return;
	for (k = clause_first(r->m, i); k < i; k++)
		n += match_has(r->m, k, LEX_COLOR) != NULL &&
		     !r->note[k].negated;
	for (; n > 0 && in->n_colors > 0 && in->n_replaced < INTENT_COLORS; n--)
		in->replaced[in->n_replaced++] = in->colors[--in->n_colors];
}

/* Whether a colour comes behind token i in its clause. */
static bool
color_follows(const struct match *m, int i)
{
	int last = clause_last(m, i);

	for (i++; i <= last; i++)
		if (match_has(m, i, LEX_COLOR) != NULL ||
		    match_is(m, i, TOKEN_RGB))
			return true;
	return false;
}

/* "No, wait": valid unless the rest of the sentence replaces it. */
static void
retract(struct intent *in)
{
	in->retracted_colors = in->n_colors;
	in->retracted_themes = in->n_themes;
}

void
read_turn(struct reading *r, int i)
{
	const struct match *m = r->m;
	int turn = match_value(m, i, LEX_TURN);
	bool into =
	    turn == TURN_INTO ||
	    (turn == TURN_TO && clause_has_before(m, i, LEX_TURN, TURN_SWAP));

	r->in.other |= turn == TURN_OTHER;
	if (turn == TURN_UNDO)
		retract(&r->in);
	if (into && color_follows(m, i))
		replace(r, i);
	r->note[i].used = true;
}

/* "Red, no, blue": a "no" alone retracts. */
void
read_not(struct reading *r, int i)
{
	const struct match *m = r->m;
	int last = clause_last(m, i);

	if (clause_first(m, i) == i &&
	    (last == i || (last == i + 1 && match_is(m, last, TOKEN_STOP))))
		retract(&r->in);
}
