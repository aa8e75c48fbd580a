/*
 * match.h - a sentence cut into known words.
 *
 * Of all ways to cut, the one with the longest words is used, so that a short
 * word inside a longer one is not found.  English words are whole, and may have
 * a plural s.  An unknown Chinese word may be one of the same sound, an English
 * one may have a wrong letter.
 */
#ifndef AMB_PLAN_WORDS_MATCH_H
#define AMB_PLAN_WORDS_MATCH_H

#include <stdbool.h>

#include "scene/scene.h"
#include "words/lexicon.h"
#include "words/number_color.h"

enum {
	MATCH_BYTES = SCENE_INSTRUCTION_MAX * 4,
	MATCH_TOKENS = SCENE_INSTRUCTION_MAX
};

enum token_kind {
	TOKEN_WORD,
	TOKEN_NUMBER,
	TOKEN_RGB,     /* a colour that is written as numbers */
	TOKEN_STOP,    /* punctuation */
	TOKEN_UNKNOWN, /* unknown words */
};

struct token {
	enum token_kind kind;
	uint16_t start; /* in text */
	uint16_t end;
	const struct lex_key *key;   /* of a word */
	struct number_color written; /* of a number or a colour */
};

/* Set by match_run() alone, and borrowing lex and source from its caller. */
struct match {
	const struct lexicon *lex;
	const char *source;
	char text[MATCH_BYTES + 1];	/* source, normalized */
	uint16_t from[MATCH_BYTES + 1]; /* its offsets in source */
	size_t len;			/* bytes of text */
	struct token token[MATCH_TOKENS];
	int count;
	/* of the search, by byte of text */
	char pinyin[MATCH_BYTES + 1];
	uint32_t score[MATCH_BYTES + 1];
	uint16_t step[MATCH_BYTES + 1];
	const struct lex_key *key[MATCH_BYTES + 1];
};

/* match_run(m, lex, text): cut text, a checked instruction. */
void match_run(struct match *m, const struct lexicon *lex, const char *text);

/*
 * match_is(m, i, kind): whether there is a token i, and of that kind.
 * match_has(m, i, slot): that meaning of token i, or NULL.  i may be outside.
 */
bool match_is(const struct match *m, int i, enum token_kind kind);
const struct lex_sense *match_has(
    const struct match *m, int i, enum lex_slot slot);

enum { MATCH_NO_VALUE = -1000 };

/* match_value(m, i, slot): its value, or MATCH_NO_VALUE. */
int match_value(const struct match *m, int i, enum lex_slot slot);

/* match_scale(m, i): the scale that token i is a word of, or LEX_NONE. */
enum lex_slot match_scale(const struct match *m, int i);

/*
 * match_before(m, i), match_after(m, i): the nearest token before or behind i
 * that has a meaning; it may be outside.
 */
int match_before(const struct match *m, int i);
int match_after(const struct match *m, int i);

/*
 * match_doubtful(m, i, sense): whether a weak meaning of token i may be only a
 * part of the unknown word beside it.
 */
bool match_doubtful(
    const struct match *m, int i, const struct lex_sense *sense);

#endif /* AMB_PLAN_WORDS_MATCH_H */
