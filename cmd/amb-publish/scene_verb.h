/*
 * scene_verb.h - put a scene into what its zone shows, and send its events.
 */
#ifndef AMB_PUBLISH_SCENE_VERB_H
#define AMB_PUBLISH_SCENE_VERB_H

#include "answer.h"

/*
 * scene_verb(arg, answer): within group_run(), for a scene.  *answer
 * becomes the scene with the member published, {"matrix","strip",
 * "updated_at_ms"}, or with one more of errors; {"detail"} when it is no scene.
 */
void scene_verb(struct answer_arg *arg, struct answer *answer);

#endif /* AMB_PUBLISH_SCENE_VERB_H */
