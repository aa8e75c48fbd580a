/*
 * write.h - a plan as JSON.
 */
#ifndef AMB_PLAN_WRITE_H
#define AMB_PLAN_WRITE_H

#include <jv.h>

#include "compose/compose.h"

/*
 * write_plan(lex, in, plan, seed): the member plan of a scene; seed selects one
 * of several sentences about it.
 */
jv write_plan(const struct lexicon *lex, const struct intent *in,
    const struct plan *plan, uint32_t seed);

#endif /* AMB_PLAN_WRITE_H */
