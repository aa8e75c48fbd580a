/*
 * ask.h - who plans a sentence: the lexicon, or a helper.
 */
#ifndef AMB_PLAN_ASK_H
#define AMB_PLAN_ASK_H

#include <stdint.h>

#include <jv.h>

#include "read/intent.h"

/*
 * ask_helpers(scene, in, end_ms, dry, asked): ask the helpers that
 * AMB_PLANNER names for a plan, as helper_ask() does.  "auto" is "chat local"
 * when a key is set, and "local" when there is none, for a direct command and
 * for a person in danger.  A plan that passes has its planner and degraded set.
 * Returns it, or an invalid jv; *asked is then how many failed.  When dry
 * nothing is sent: it returns the request.
 */
jv ask_helpers(
    jv *scene, const struct intent *in, int64_t end_ms, bool dry, int *asked);

#endif /* AMB_PLAN_ASK_H */
