/*
 * compose.h - a plan from an intent and the current light.
 *
 * Pure: the same intent and the same light give the same plan.
 */
#ifndef AMB_PLAN_COMPOSE_COMPOSE_H
#define AMB_PLAN_COMPOSE_COMPOSE_H

#include "compose/current.h"
#include "words/lexicon.h"

struct plan {
	int parts; /* PART_ bits */
	struct strip strip;
	struct picture picture;
	/* the leading wish, for the sentence about the plan */
	const struct lex_theme *theme; /* or NULL */
	const struct lex_emoji *emoji; /* or NULL */
	char name[INTENT_NAME_MAX]; /* its name in the sentence; "" for none */
};

/* compose_needs_current(in): whether the plan depends on the current light. */
bool compose_needs_current(const struct intent *in);

/*
 * compose(lex, in, current, out): make the plan.  It borrows from lex.
 */
void compose(const struct lexicon *lex, const struct intent *in,
    const struct current *current, struct plan *out);

#endif /* AMB_PLAN_COMPOSE_COMPOSE_H */
