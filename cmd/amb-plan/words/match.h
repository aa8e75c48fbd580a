/*
 * match.h - a sentence cut into the words that are known.
 *
 * Of all ways to cut, the one with the longest words is taken, so that a short
 * word inside of a longer one is not found.  English words begin and end where
 * words do, and may have a plural s.  A Chinese word that is not known may be
 * one that sounds like it, an English one may have a letter wrong.
 */
#ifndef MATCH_H
#define MATCH_H

#include <stdbool.h>

#include "words/normalize.h"
#include "words/lexicon.h"
#include "words/number_color.h"
#include "scene/scene.h"

enum {
	MATCH_BYTES = SCENE_INSTRUCTION_MAX * 4,
	MATCH_TOKENS = SCENE_INSTRUCTION_MAX
};

enum token_kind {
	TOKEN_WORD,
	TOKEN_LITERAL,
	TOKEN_STOP,   /* punctuation */
	TOKEN_UNKNOWN /* words that are not known */
};

struct token {
	enum token_kind kind;
	uint16_t start; /* in folded text */
	uint16_t end;
	const struct lex_key *key; /* of a word */
	struct literal literal;
	/* set by clause.c */
	uint8_t
	    scope; /* PART_ bits that it speaks of; 0 when it does not say */
	bool told; /* that its own clause names the part */
	bool negated;
	/* set by whoever made use of it */
	bool used;
};

struct match {
	const struct lexicon *lex;
	const char *source;
	struct fold fold;
	struct token token[MATCH_TOKENS];
	int count;
	/* memory of fold and of the search */
	char text[MATCH_BYTES + 1];
	char sound[MATCH_BYTES + 1];
	uint16_t from[MATCH_BYTES + 1];
	uint32_t score[MATCH_BYTES + 1];
	uint16_t step[MATCH_BYTES + 1];
	const struct lex_key *key[MATCH_BYTES + 1];
};

/* match_run(m, lex, text): cut text, a checked instruction. */
void match_run(struct match *m, const struct lexicon *lex, const char *text);

/* match_has(m, i, slot): that meaning of token i, or NULL; i may be outside. */
const struct lex_sense *match_has(
    const struct match *m, int i, enum lex_slot slot);

/*
 * match_value(m, i, slot): its value, or -1000 when it has no such meaning.
 */
int match_value(const struct match *m, int i, enum lex_slot slot);

enum { MATCH_NO_VALUE = -1000 };

/*
 * match_doubtful(m, i, sense): whether a weak meaning of token i may be but a
 * part of the unknown word beside it.
 */
bool match_doubtful(
    const struct match *m, int i, const struct lex_sense *sense);

#endif /* MATCH_H */
