/*
 * scene_verb.h - put a scene into what its zone shows, and send its events.
 *
 * Within group_run().
 */
#ifndef AMB_PUBLISH_SCENE_VERB_H
#define AMB_PUBLISH_SCENE_VERB_H

#include "answer.h"

/*
 * scene_verb(arg, answer): a scene.  *answer becomes it with the member
 * published, {"matrix","strip","updated_at_ms"}, or with one more of errors;
 * {"detail"} when it is no scene.
 */
void scene_verb(struct answer_arg *arg, struct answer *answer);

/*
 * scene_strip(arg, answer): a command for the strip, with the members zone and
 * id of a scene.  *answer becomes {"command","updated_at_ms"}, or {"detail"}.
 */
void scene_strip(struct answer_arg *arg, struct answer *answer);

#endif /* AMB_PUBLISH_SCENE_VERB_H */
