/*
 * parts.h - the parts of a plan, each in a file of its own.
 */
#ifndef AMB_PLAN_COMPOSE_PARTS_H
#define AMB_PLAN_COMPOSE_PARTS_H

#include "compose/current.h"

/*
 * compose_strip(lex, in, current, out): the light of the strip: the leading
 * theme, else the current light, else the usual one, changed as in asks.  out
 * is all zero before.
 */
void compose_strip(const struct lexicon *lex, const struct intent *in,
    const struct current *current, struct strip *out);

/*
 * compose_brightness(now, wish, steps): now, 0 to 1, changed as in wish and by
 * steps more.  What is only made darker stays visible.
 */
double compose_brightness(
    double now, const struct wish_scale *wish, double steps);

/*
 * compose_colors(s, lex, in, scene): change the colours of s, which has its
 * mode, as in asks; scene: s is that of a theme, to be mixed with.
 */
void compose_colors(struct strip *s, const struct lexicon *lex,
    const struct intent *in, bool scene);

/* compose_add_color(s, c, max): add c, unless it is there or s has max. */
void compose_add_color(struct strip *s, const struct color *c, int max);

/* compose_is_banned(in, rgb): whether rgb is like a forbidden colour. */
bool compose_is_banned(const struct intent *in, const uint8_t rgb[3]);

/*
 * compose_picture(lex, in, current, out): the picture of the matrix; without a
 * theme, text or colour for the matrix the current picture, changed.  out is
 * all zero before.
 */
void compose_picture(const struct lexicon *lex, const struct intent *in,
    const struct current *current, struct picture *out);

/*
 * compose_prompt(p, lex, in, lead): append to p->prompt the request to an image
 * model: the sentence when not all of it was understood, the text, the names of
 * the wishes, and the colours of lead, which may be NULL.
 */
void compose_prompt(struct picture *p, const struct lexicon *lex,
    const struct intent *in, const struct wish_theme *lead);

#endif /* AMB_PLAN_COMPOSE_PARTS_H */
