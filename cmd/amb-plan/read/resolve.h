/*
 * resolve.h - wishes that contradict each other.
 */
#ifndef AMB_PLAN_READ_RESOLVE_H
#define AMB_PLAN_READ_RESOLVE_H

#include "read/intent.h"
#include "words/lexicon.h"

/*
 * resolve(in, lex): remove the wishes of in that others override.
 */
void resolve(struct intent *in, const struct lexicon *lex);

#endif /* AMB_PLAN_READ_RESOLVE_H */
