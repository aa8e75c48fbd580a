/*
 * say.h - sentences made of the templates of the lexicon.
 */
#ifndef SAY_H
#define SAY_H

#include <stdbool.h>

#include "words/lexicon.h"
#include "light/strip.h"

enum {
	SAY_CHARS = 59, /* characters of a sentence at most */
	SAY_BYTES = 256,
	SAY_NAME = 128 /* bytes of a name */
};

/* What stands for the {x} of a template. */
struct say_words {
	char color[SAY_NAME];	/* {c} */
	char theme[SAY_NAME];	/* {t} */
	char subject[SAY_NAME]; /* {s} */
	char mode[SAY_NAME];	/* {m} */
	char percent[SAY_NAME]; /* {p} */
	char text[SAY_NAME];	/* {x} */
	char ground[SAY_NAME];	/* {g} */
};

/*
 * say(lex, group, zh, words, seed, out): fill a template of the group in, into
 * out[SAY_BYTES]; seed picks it.  Returns false when none is there that is then
 * short enough.
 */
bool say(const struct lexicon *lex, const char *group, bool zh,
    const struct say_words *words, unsigned seed, char *out);

/*
 * say_colors(lex, strip, zh, max, out): the names of the first max colours,
 * in the language that is spoken, into out[SAY_NAME].
 */
void say_colors(const struct lexicon *lex, const struct strip *strip, bool zh,
    int max, char *out);

#endif /* SAY_H */
