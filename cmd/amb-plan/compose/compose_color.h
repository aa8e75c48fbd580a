/*
 * compose_color.h - the colours of a strip, changed as a sentence asks.
 */
#ifndef AMB_PLAN_COMPOSE_COMPOSE_COLOR_H
#define AMB_PLAN_COMPOSE_COMPOSE_COLOR_H

#include "light/strip.h"
#include "read/intent.h"
#include "words/lexicon.h"

/*
 * compose_colors(s, lex, in, scene): change the colours of s, which has its
 * mode, as asked; scene: s is that of a theme, to be mixed with.
 */
void compose_colors(struct strip *s, const struct lexicon *lex,
    const struct intent *in, bool scene);

/* compose_add_color(s, c, max): add c, unless it is there or s has max. */
void compose_add_color(struct strip *s, const struct color *c, int max);

/* compose_is_banned(in, rgb): whether rgb is like a forbidden colour. */
bool compose_is_banned(const struct intent *in, const uint8_t rgb[3]);

#endif /* AMB_PLAN_COMPOSE_COMPOSE_COLOR_H */
