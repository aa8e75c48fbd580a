/*
 * speech_template.h - sentences made of the templates of the lexicon.
 */
#ifndef AMB_PLAN_SPEECH_SPEECH_TEMPLATE_H
#define AMB_PLAN_SPEECH_SPEECH_TEMPLATE_H

#include <stdbool.h>
#include <stdint.h>

#include "words/lexicon.h"

enum {
	SPEECH_BYTES = 256,	/* of a sentence, with the NUL */
	SPEECH_NAME_BYTES = 128 /* of a name, with the NUL */
};

/* The words that replace {x} in a template. */
struct speech_words {
	char color[SPEECH_NAME_BYTES];	 /* {c} */
	char theme[SPEECH_NAME_BYTES];	 /* {t} */
	char subject[SPEECH_NAME_BYTES]; /* {s} */
	char mode[SPEECH_NAME_BYTES];	 /* {m} */
	char percent[SPEECH_NAME_BYTES]; /* {p} */
	char text[SPEECH_NAME_BYTES];	 /* {x} */
	char ground[SPEECH_NAME_BYTES];	 /* {g} */
	char parts[SPEECH_NAME_BYTES];	 /* {w} */
	char changes[SPEECH_BYTES];	 /* {l} */
};

/*
 * template_fill(lex, group, zh, words, seed, out): fill a template of the group
 * in, into out[SPEECH_BYTES]; seed selects the first to try.  Returns false
 * when no filled template has at most PLAN_SPEAK_MAX characters.
 */
bool template_fill(const struct lexicon *lex, const char *group, bool zh,
    const struct speech_words *words, uint32_t seed, char *out);

#endif /* AMB_PLAN_SPEECH_SPEECH_TEMPLATE_H */
