/*
 * book.h - the lexicon while it is being made.
 *
 * Files add to it, pack.c writes it.  All of it dies with the process; what
 * is wrong with a file ends the process with a message that names the line.
 */
#ifndef BOOK_H
#define BOOK_H

#include <stddef.h>
#include <stdio.h>

#include "words/normalize.h"
#include "words/lexfile.h"

struct list {
	char *data;
	size_t count;
	size_t room;
	size_t size; /* of one record */
};

/* How sure a word is: our own come first, then the best of CLDR alone. */
enum { SCORE_SOUND, SCORE_KEYWORD, SCORE_FLAG, SCORE_NAME, SCORE_OURS };

struct word {
	char *text; /* folded */
	struct lex_sense sense;
	int score;
};

struct book {
	struct list folds;  /* struct lex_fold, sorted */
	struct list sounds; /* struct lex_fold, sorted */
	struct list words;  /* struct word */
	struct list colors;
	struct list themes;
	struct list emojis;
	struct list tints;
	struct list says;
	struct list strings; /* bytes */
};

void book_init(struct book *b);

/* list_add(l, record): append a copy and return where it is. */
void *list_add(struct list *l, const void *record);
void *list_at(const struct list *l, size_t i);

/* book_string(b, text): keep text; the same text gets the same offset. */
uint32_t book_string(struct book *b, const char *text);
const char *book_text(const struct book *b, uint32_t offset);

/* book_fold(b, text): a folded copy of text, owned by the caller. */
char *book_fold(const struct book *b, const char *text);

/*
 * book_word(b, text, sense, score): text, which may end with the mark of a
 * weak word ('?') or of a vague one ('!'), means sense.
 */
void book_word(
    struct book *b, const char *text, struct lex_sense sense, int score);

/* book_words(b, texts, sense): the same for each of texts, split by '|'. */
void book_words(struct book *b, char *texts, struct lex_sense sense);

/* book_color(b, id), book_emoji(b, text): its index, or -1. */
int book_color(const struct book *b, const char *id);
int book_emoji(const struct book *b, const char *text);

/*
 * slot_find(name), slot_value(slot, text): a slot of word.tsv, and the value
 * that it calls text; SLOT_BAD when there is none.
 */
enum { SLOT_BAD = -1000 };
int slot_find(const char *name);
int slot_value(int slot, const char *text);

/* tsv_read(b, path): one of our files; its name says of which kind. */
void tsv_read(struct book *b, const char *path);

/*
 * sound_read(b, path): how Chinese characters sound, of CLDR.
 * sound_words(b): our Chinese words, as they sound, as words of their own.
 */
void sound_read(struct book *b, const char *path);
void sound_words(struct book *b);

/*
 * cldr_open(path), cldr_close(f, path): the file, or exit.
 */
FILE *cldr_open(const char *path);
void cldr_close(FILE *f, const char *path);

/* cldr_folds(b, path), cldr_words(b, path): what CLDR has to give. */
void cldr_folds(struct book *b, const char *path);
void cldr_words(struct book *b, const char *path);

/* pack_write(b, path): write lexicon.bin whole, or exit. */
void pack_write(struct book *b, const char *path);

#endif /* BOOK_H */
