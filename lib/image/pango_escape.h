/*
 * pango_escape.h - text that means nothing but itself.
 */
#ifndef AMB_IMAGE_PANGO_ESCAPE_H
#define AMB_IMAGE_PANGO_ESCAPE_H

#include <stddef.h>

/*
 * pango_escape(text, buf, size): write valid UTF-8 text as numeric references,
 * "&#x798f;", in which nothing is left that ImageMagick would expand (%, @, \)
 * or Pango take for markup.
 * Returns 0, or -1 when it does not fit or has control characters.
 */
int pango_escape(const char *text, char *buf, size_t size);

#endif /* AMB_IMAGE_PANGO_ESCAPE_H */
