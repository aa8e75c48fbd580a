/*
 * utf8.h - read UTF-8 text that may be malformed.
 */
#ifndef AMB_BASE_UTF8_H
#define AMB_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * utf8_next(p, len, code): decode the code point at p, of len bytes left.
 * Returns its length in bytes, 1 to 4, and stores it in *code, or returns 0
 * when the bytes are not UTF-8: overlong, a surrogate, above U+10FFFF,
 * truncated.
 */
int utf8_next(const char *p, size_t len, uint32_t *code);

/* utf8_valid(p, len): whether all of it is UTF-8 with no NUL. */
bool utf8_valid(const char *p, size_t len);

/* utf8_length(text): code points in valid UTF-8 text. */
size_t utf8_length(const char *text);

/*
 * utf8_cut(text, max): the most bytes, at most max, to keep of valid UTF-8 text
 * without cutting a character.
 */
size_t utf8_cut(const char *text, size_t max);

#endif /* AMB_BASE_UTF8_H */
