/*
 * literal.h - text that means nothing but itself.
 */
#ifndef AMB_LITERAL_H
#define AMB_LITERAL_H

#include <stddef.h>

/*
 * literal(text, buf, size): write valid UTF-8 text as numeric references,
 * "&#x798f;", in which nothing is left that ImageMagick would expand (%, @, \)
 * or Pango take for markup.
 * Returns 0, or -1 when it does not fit or has control characters.
 */
int literal(const char *text, char *buf, size_t size);

#endif /* AMB_LITERAL_H */
