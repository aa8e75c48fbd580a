/*
 * compose_picture.h - the picture of the matrix that a sentence asks for.
 */
#ifndef AMB_PLAN_COMPOSE_COMPOSE_PICTURE_H
#define AMB_PLAN_COMPOSE_COMPOSE_PICTURE_H

#include "compose/current.h"
#include "words/lexicon.h"

/*
 * compose_picture(lex, in, current, out): make it; a sentence that names no
 * theme, text or colour of the matrix changes what is shown now.  out is all
 * zero before.
 */
void compose_picture(const struct lexicon *lex, const struct intent *in,
    const struct current *current, struct picture *out);

#endif /* AMB_PLAN_COMPOSE_COMPOSE_PICTURE_H */
