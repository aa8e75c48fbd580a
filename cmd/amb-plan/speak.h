/*
 * speak.h - one sentence about the light that was really set.
 */
#ifndef SPEAK_H
#define SPEAK_H

#include <jv.h>

#include "compose.h"

enum {
	SPEAK_CHARS = 59, /* characters of the sentence at most */
	SPEAK_BYTES = PLAN_TEXT
};

/*
 * speak_plan(lex, in, plan, now, seed, out): write the sentence to
 * out[SPEAK_BYTES].  seed picks one of several ways to say it.
 */
void speak_plan(const struct lexicon *lex, const struct intent *in,
    const struct plan *plan, unsigned seed, char *out);

/*
 * speak_part(lex, in, plan, part, out): why a part is as it is, likewise.
 */
void speak_part(const struct lexicon *lex, const struct intent *in,
    const struct plan *plan, int part, char *out);

/* speak_theme(lex, in, plan, out): what the light is called. */
void speak_theme(const struct lexicon *lex, const struct intent *in,
    const struct plan *plan, char *out);

/*
 * speak_missing(lex, plan, zh): a checked plan of somebody else's, with a
 * speakable_reason when it has none.  Consumes plan.
 */
jv speak_missing(const struct lexicon *lex, jv plan, bool zh);

#endif /* SPEAK_H */
