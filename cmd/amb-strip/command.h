/*
 * command.h - from a plan to the command of the strip.
 */
#ifndef AMB_STRIP_COMMAND_H
#define AMB_STRIP_COMMAND_H

#include <jv.h>

#include "light/strip.h"
#include "scene/scene.h"

/*
 * command_scene(scene, fault, ctx): the stage.  A plan.strip is made to fit,
 * and the changes are listed at the end of its reason; without one a
 * strip.command is read strictly.  Sets strip to {"command"} with all members;
 * led_count is AMB_LED_COUNT when none is given.  On failure strip is removed:
 * a wrong command is never shown.  Consumes scene; ctx is not used.
 */
jv command_scene(jv scene, enum fault *fault, void *ctx);

/*
 * command_find(msg, strip, why): read the command in a scene, in an answer
 * {"command"} of the service, or msg itself.
 * Returns 0, or -1 as strip_parse().
 */
int command_find(const jv *msg, struct strip *strip, char why[WHY_MAX]);

#endif /* AMB_STRIP_COMMAND_H */
