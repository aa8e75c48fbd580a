/*
 * compose_strip.h - the light of the strip that a sentence asks for.
 */
#ifndef AMB_PLAN_COMPOSE_COMPOSE_STRIP_H
#define AMB_PLAN_COMPOSE_COMPOSE_STRIP_H

#include "compose/current.h"
#include "words/lexicon.h"

/*
 * compose_strip(lex, in, current, out): make it from the theme that leads, else
 * from what is lit now, else from the usual light.  out is all zero before.
 */
void compose_strip(const struct lexicon *lex, const struct intent *in,
    const struct current *current, struct strip *out);

#endif /* AMB_PLAN_COMPOSE_COMPOSE_STRIP_H */
