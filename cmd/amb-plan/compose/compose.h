/*
 * compose.h - a plan from an intent and the current light.
 *
 * Pure: the same intent and the same light give the same plan.
 */
#ifndef AMB_PLAN_COMPOSE_COMPOSE_H
#define AMB_PLAN_COMPOSE_COMPOSE_H

#include "compose/plan.h"

/* compose_needs_current(in): whether the plan depends on the current light. */
bool compose_needs_current(const struct intent *in);

/*
 * compose(lex, in, current, out): make the plan.  It borrows from lex.
 */
void compose(const struct lexicon *lex, const struct intent *in,
    const struct current *current, struct plan *out);

#endif /* AMB_PLAN_COMPOSE_COMPOSE_H */
