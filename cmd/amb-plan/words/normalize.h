/*
 * normalize.h - one spelling for each word.
 *
 * Full-width characters become half-width, letters lower case without accents,
 * traditional characters simplified; apostrophes, variation selectors and skin
 * tones go; a run of blanks becomes one, and none beside a Chinese character.
 */
#ifndef AMB_PLAN_WORDS_NORMALIZE_H
#define AMB_PLAN_WORDS_NORMALIZE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "words/lexfile.h"

enum { HAN_BYTES = 3 }; /* of all Chinese characters but the rarest */

/*
 * normalize_text(out, from, src, len, table, n): write the normalized form of
 * len bytes of valid UTF-8 and a NUL to out, and to from, unless it is NULL,
 * where in src each byte of it came from.  Both hold len + 1 elements.  table,
 * sorted by from, simplifies characters.  Returns the length, at most len.
 */
size_t normalize_text(char *out, uint16_t *from, const char *src, size_t len,
    const struct lex_char *table, size_t n);

/*
 * normalize_pinyin(out, text, len, table, n): write len bytes of normalized
 * text and a NUL to out, each character that table has replaced.  Both
 * characters are of HAN_BYTES.
 */
void normalize_pinyin(char *out, const char *text, size_t len,
    const struct lex_char *table, size_t n);

/* normalize_is_han(code): whether it is a Chinese character. */
bool normalize_is_han(uint32_t code);

/* normalize_is_word(c): whether it is an ASCII lower-case letter or digit. */
bool normalize_is_word(char c);

#endif /* AMB_PLAN_WORDS_NORMALIZE_H */
