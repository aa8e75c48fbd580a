#include <stddef.h>

#include "compose/lead.h"

/* Ranks in theme*.tsv go from 1 to 99. */
enum { RANK_PALETTE = 30, RANK_EMOJI = 50, RANK_SECONDARY = 60 };

int
lead_rank(const struct wish_theme *wish)
{
	int rank = wish->theme != NULL ? wish->theme->rank : RANK_EMOJI;

	return wish->secondary ? rank - RANK_SECONDARY : rank;
}

bool
lead_is_palette(const struct wish_theme *wish)
{
	return wish->theme != NULL && wish->theme->rank == RANK_PALETTE;
}

bool
lead_concerns(const struct wish_theme *wish, int part)
{
	return wish->scope == 0 || (wish->scope & part) != 0;
}

const struct wish_theme *
lead_find(const struct intent *in, int part)
{
	const struct wish_theme *lead = NULL;
	const struct wish_theme *w;
	int i;

	for (i = 0; i < in->n_themes; i++) {
		w = &in->themes[i];
		if (lead_concerns(w, part) &&
		    (lead == NULL || lead_rank(w) > lead_rank(lead)))
			lead = w;
	}
	return lead;
}
