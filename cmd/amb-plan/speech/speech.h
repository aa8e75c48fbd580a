/*
 * speech.h - the sentence and the reasons that describe a plan.
 *
 * Every text describes the plan, not the instruction.
 */
#ifndef AMB_PLAN_SPEECH_SPEECH_H
#define AMB_PLAN_SPEECH_SPEECH_H

#include <jv.h>

#include "compose/compose.h"
#include "speech/speech_template.h"

/* A plan and the words for it; all but the words is borrowed. */
struct speech {
	const struct lexicon *lex;
	const struct intent *in;
	const struct plan *plan;
	struct speech_words words;
};

/* speech_init(s, lex, in, plan): find the words for a plan. */
void speech_init(struct speech *s, const struct lexicon *lex,
    const struct intent *in, const struct plan *plan);

/*
 * speech_sentence(s, seed, out): write the sentence to out[SPEECH_BYTES]; seed
 * selects one of several templates.
 */
void speech_sentence(const struct speech *s, uint32_t seed, char *out);

/*
 * speech_reason(s, part, out): write why PART_STRIP or PART_MATRIX is as it is
 * to out[SPEECH_BYTES].
 */
void speech_reason(const struct speech *s, int part, char *out);

/* speech_theme(s): the name of the light; owned by s. */
const char *speech_theme(const struct speech *s);

/*
 * speech_complete(lex, plan, zh): a checked plan of a helper, with a
 * speakable_reason when it has none.  Consumes plan.
 */
jv speech_complete(const struct lexicon *lex, jv plan, bool zh);

#endif /* AMB_PLAN_SPEECH_SPEECH_H */
