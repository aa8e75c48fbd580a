/*
 * fold.h - one spelling for all ways to write the same words.
 *
 * Full-width characters become half-width, letters lower case without accents,
 * traditional characters simplified; apostrophes, variation selectors and skin
 * tones go; a run of blanks is one, and none stands beside a Chinese character.
 */
#ifndef FOLD_H
#define FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "words/lexfile.h"

struct fold {
	char *text; /* folded UTF-8 and a NUL, never longer than the source */
	uint16_t *from; /* of each byte of text: where it was in the source */
	size_t len;	/* bytes */
};

/*
 * fold_text(f, src, len, table, n): fold valid UTF-8 into f, whose text and
 * from are the caller's and hold len + 1 elements.  table is sorted by from.
 */
void fold_text(struct fold *f, const char *src, size_t len,
    const struct lex_fold *table, size_t n);

/*
 * fold_sound(out, text, len, table, n): len bytes of folded text and a NUL with
 * each character of three bytes that table has replaced, into out.
 */
void fold_sound(char *out, const char *text, size_t len,
    const struct lex_fold *table, size_t n);

/* fold_is_han(code): whether it is a Chinese character. */
bool fold_is_han(uint32_t code);

/* fold_is_word(c): whether a byte is part of an English word or a number. */
bool fold_is_word(char c);

#endif /* FOLD_H */
