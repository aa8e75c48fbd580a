/*
 * compose_output.h - what a sentence changes of power and brightness, which
 * leave the picture and the command as they are.
 */
#ifndef AMB_PLAN_COMPOSE_COMPOSE_OUTPUT_H
#define AMB_PLAN_COMPOSE_COMPOSE_OUTPUT_H

#include "compose/plan.h"

/* compose_has_strip_color(in): whether it has a colour or a mode for the strip.
 */
bool compose_has_strip_color(const struct intent *in);

/* compose_is_power(in): whether it turns all off, or on and nothing else. */
bool compose_is_power(const struct intent *in);

/*
 * compose_is_aside(in, current): whether "darker" or the like, without a part,
 * can mean only the matrix, because the strip is off.  compose_aside(in, out):
 * the same intent for the matrix.
 */
bool compose_is_aside(const struct intent *in, const struct current *current);
void compose_aside(const struct intent *in, struct intent *out);

/*
 * compose_output(in, current, out): decide for each of out->parts whether it
 * is made anew, or only its power or brightness changes; the brightness of the
 * strip is part of its command.
 */
void compose_output(
    const struct intent *in, const struct current *current, struct plan *out);

/*
 * compose_turn_on(current, out): a part that is off and only gets a brightness,
 * other than 0, is turned on too.
 */
void compose_turn_on(const struct current *current, struct plan *out);

#endif /* AMB_PLAN_COMPOSE_COMPOSE_OUTPUT_H */
