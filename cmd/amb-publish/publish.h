/*
 * publish.h - put a scene into the state of its zone, and send its events.
 *
 * All of it happens under SPOOL_LOCK_STATE, so that one process at a time
 * publishes.
 */
#ifndef AMB_PUBLISH_PUBLISH_H
#define AMB_PUBLISH_PUBLISH_H

#include <jv.h>

#include "scene/scene.h"

/*
 * publish_scene(scene, fault, ctx): a stage's work, see stage.h; ctx is not
 * used.  Sets the member published: {"matrix","strip","updated_at_ms"}.
 */
jv publish_scene(jv scene, enum fault *fault, void *ctx);

/*
 * publish_init(zone): make the first state of a zone that has none.
 * Returns 0, or -1 with errno.
 */
int publish_init(const char *zone);

/*
 * publish_undo(zone): publish the state before the last change of the zone
 * again. Returns 0; 1 when there is none; -1 with errno.
 */
int publish_undo(const char *zone);

#endif /* AMB_PUBLISH_PUBLISH_H */
