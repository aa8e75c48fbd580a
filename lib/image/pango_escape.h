/*
 * pango_escape.h - text for Pango in which nothing is markup.
 */
#ifndef AMB_IMAGE_PANGO_ESCAPE_H
#define AMB_IMAGE_PANGO_ESCAPE_H

#include <stddef.h>

/*
 * pango_escape(text, buf, size): write valid UTF-8 text as numeric references,
 * "&#x798f;", so that ImageMagick expands nothing in it (%, @, \) and Pango
 * finds no markup.  Returns 0, or -1 when buf is too small or text has control
 * characters.
 */
int pango_escape(const char *text, char *buf, size_t size);

#endif /* AMB_IMAGE_PANGO_ESCAPE_H */
