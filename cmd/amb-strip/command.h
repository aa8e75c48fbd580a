/*
 * command.h - from a plan to the command of the strip.  Pure: no I/O, no
 * environment, no clock.
 */
#ifndef AMB_COMMAND_H
#define AMB_COMMAND_H

#include <jv.h>

#include "light/strip.h"
#include "scene/scene.h"

/*
 * command_scene(scene, fault, leds): the stage.  A plan.strip is made to fit,
 * and what was changed is told at the end of its reason; without one a
 * strip.command is read strictly.  Sets strip to {"command"} with all members,
 * leds (a const int *) being the led_count when none is said.  On failure strip
 * is taken away, so that nothing wrong is lit.  Consumes scene.
 */
jv command_scene(jv scene, enum fault *fault, void *leds);

/*
 * command_find(msg, strip, why, size): the command that a scene, the answer
 * {"command"} of the service or a bare command holds.
 * Returns 0, or -1 as strip_parse().
 */
int command_find(const jv *msg, struct strip *strip, char *why, size_t size);

#endif /* AMB_COMMAND_H */
