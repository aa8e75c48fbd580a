/*
 * prompt.h - what is sent to the model.
 *
 * The rules are a file, sent unchanged; all foreign data is JSON in the user's
 * message, so that a sentence does not read as a rule.
 */
#ifndef AMB_PLAN_CHAT_PROMPT_H
#define AMB_PLAN_CHAT_PROMPT_H

#include <jv.h>

/*
 * prompt_messages(scene): the array of messages for a scene that has an
 * instruction: the rules, in its language; and the instruction, what the lights
 * show, and the lines of the knowledge file, at most 16 KiB of it.  An invalid
 * jv that names the file of rules when it cannot be read.
 */
jv prompt_messages(const jv *scene);

/* prompt_schema(): the JSON schema of an answer, or an invalid jv likewise. */
jv prompt_schema(void);

#endif /* AMB_PLAN_CHAT_PROMPT_H */
