#include "read/clause.h"
#include "read/readers.h"

static void
add_wish(struct wish_scale *to, const struct wish_scale *wish)
{
	if (wish->is_set) {
		to->is_set = true;
		to->exact = wish->exact;
		to->value = wish->value;
	}
	to->tone += wish->tone;
	to->steps += wish->steps;
	if (wish->factor != 1)
		to->factor = wish->factor;
}

/* The parts that token i is about; "everything" names both. */
static int
scope_of(const struct reading *r, int i)
{
	int scope = r->note[i].scope;

	return scope == 0 && clause_has(r->m, i, LEX_PART, PART_ALL) ? PART_BOTH
								     : scope;
}

void
read_wish(
    struct reading *r, int i, enum scale scale, const struct wish_scale *wish)
{
	int scope = scale == SCALE_BRIGHT ? scope_of(r, i) : 0;

	r->in.parts |= scope;
	if ((scope & PART_MATRIX) != 0)
		add_wish(&r->in.screen, wish);
	if (scope != PART_MATRIX)
		add_wish(&r->in.scale[scale], wish);
}
