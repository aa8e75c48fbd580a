/*
 * builder.h - the lexicon while it is made.
 *
 * tsv.c, cldr.c and pinyin.c add to it, writer.c writes it.  Its memory is
 * never freed; an error in a file ends the process with a message.
 */
#ifndef AMB_PLAN_MK_BUILDER_H
#define AMB_PLAN_MK_BUILDER_H

#include <stdbool.h>

#include "mk/list.h"
#include "words/lexfile.h"

/* Which meanings of a word win: all of ours, else the best of CLDR alone. */
enum { SCORE_PINYIN, SCORE_KEYWORD, SCORE_FLAG, SCORE_NAME, SCORE_OURS };

struct word {
	char *text; /* normalized */
	struct lex_sense sense;
	int score;
};

struct builder {
	struct list simplified; /* struct lex_char, sorted */
	struct list pinyin;	/* struct lex_char, sorted */
	struct list words;	/* struct word */
	struct list colors;	/* the structs of lexfile.h */
	struct list themes;
	struct list emojis;
	struct list tints;
	struct list templates;
	struct list strings; /* bytes */
};

/* builder_init(b): an empty lexicon. */
void builder_init(struct builder *b);

/*
 * builder_string(b, text): copy text; the same text gets the same offset.
 * builder_text(b, offset): that text, until the next builder_string().
 */
uint32_t builder_string(struct builder *b, const char *text);
const char *builder_text(const struct builder *b, uint32_t offset);

/*
 * builder_word(b, text, sense, score): text, which may end with the mark of a
 * weak word ('?') or of a vague one ('!'), means sense.
 */
void builder_word(
    struct builder *b, const char *text, struct lex_sense sense, int score);

/*
 * builder_words(b, texts, sense): the same for each of texts, split by '|',
 * which are ours.
 */
void builder_words(struct builder *b, char *texts, struct lex_sense sense);

/* builder_key(b, text, sense, score): text, normalized, means sense. */
void builder_key(
    struct builder *b, const char *text, struct lex_sense sense, int score);

/* builder_color(b, id), builder_emoji(b, text): its index, or -1. */
int builder_color(const struct builder *b, const char *id);
int builder_emoji(const struct builder *b, const char *text);

/* builder_is_one_han(text): whether it is one Chinese character. */
bool builder_is_one_han(const char *text);

/* builder_by_from(a, b): compare two struct lex_char by from. */
int builder_by_from(const void *a, const void *b);

#endif /* AMB_PLAN_MK_BUILDER_H */
