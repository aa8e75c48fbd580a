/*
 * write.h - a plan as JSON.
 */
#ifndef WRITE_H
#define WRITE_H

#include <jv.h>

#include "compose/compose.h"

/*
 * write_plan(lex, in, plan, seed): the member plan of a scene; seed picks one
 * of several ways to speak.
 */
jv write_plan(const struct lexicon *lex, const struct intent *in,
    const struct plan *plan, unsigned seed);

#endif /* WRITE_H */
