/*
 * prompt.h - what the model is told.
 *
 * The rules are a file, sent as it is; all that came from outside is JSON in
 * the user's message, so that no sentence can step out of its place.
 */
#ifndef PROMPT_H
#define PROMPT_H

#include <jv.h>

/*
 * prompt_messages(scene): the array of messages for it, or an invalid jv whose
 * message names the file that cannot be read.  Borrows scene.
 */
jv prompt_messages(const jv *scene);

/* prompt_schema(): what an answer looks like, or an invalid jv likewise. */
jv prompt_schema(void);

#endif /* PROMPT_H */
