/*
 * compose_prompt.h - what an image model is asked to draw.
 */
#ifndef AMB_PLAN_COMPOSE_COMPOSE_PROMPT_H
#define AMB_PLAN_COMPOSE_COMPOSE_PROMPT_H

#include "compose/picture.h"
#include "words/lexicon.h"

/*
 * compose_prompt(p, lex, in, lead): append the prompt to p->prompt: the
 * sentence when not all of it was understood, the text, the names of the
 * wishes, and the colours of lead, which may be NULL.
 */
void compose_prompt(struct picture *p, const struct lexicon *lex,
    const struct intent *in, const struct wish_theme *lead);

#endif /* AMB_PLAN_COMPOSE_COMPOSE_PROMPT_H */
