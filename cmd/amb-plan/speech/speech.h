/*
 * speak.h - one sentence about the light that was really set.
 */
#ifndef SPEAK_H
#define SPEAK_H

#include <jv.h>

#include "compose/compose.h"
#include "speech/speech_template.h"

/* A plan and the words for it; all but the words is borrowed. */
struct speech {
	const struct lexicon *lex;
	const struct intent *in;
	const struct plan *plan;
	struct say_words words;
};

void speak_begin(struct speech *s, const struct lexicon *lex,
    const struct intent *in, const struct plan *plan);

/*
 * speak_plan(s, seed, out): write the sentence to out[SAY_BYTES]; seed picks
 * one of several ways to say it.
 */
void speak_plan(struct speech *s, unsigned seed, char *out);

/* speak_part(s, part, out): why a part is as it is, likewise. */
void speak_part(const struct speech *s, int part, char *out);

/* speak_theme(s): what the light is called; owned by s. */
const char *speak_theme(const struct speech *s);

/*
 * speak_missing(lex, plan, zh): a checked plan of somebody else's, with a
 * speakable_reason when it has none.  Consumes plan.
 */
jv speak_missing(const struct lexicon *lex, jv plan, bool zh);

#endif /* SPEAK_H */
