/*
 * ask.h - who plans a sentence: the lexicon, or a helper.
 */
#ifndef ASK_H
#define ASK_H

#include <stdint.h>

#include <jv.h>

#include "read/intent.h"

/*
 * ask_helpers(scene, in, deadline_ms, asked): ask the helpers that
 * AMB_PLANNER names for a plan, as helper_ask() does; of "auto" see
 * amb-plan(1). A plan that passes has its planner and degraded set.  Returns
 * it, or an invalid jv; *asked then tells how many were asked in vain.  When
 * dry nothing is sent, and the request that would be is what it returns.
 */
jv ask_helpers(jv *scene, const struct intent *in, int64_t deadline_ms,
    bool dry, int *asked);

/*
 * ask_guard(plan, local): what plan says, done as local does, whose light is
 * for somebody in danger.  Consumes both.
 */
jv ask_guard(jv plan, jv local);

#endif /* ASK_H */
