/*
 * font.h - which fonts this machine has.
 *
 * Pango does not report a missing font: it draws with another one.
 */
#ifndef AMB_IMAGE_FONT_H
#define AMB_IMAGE_FONT_H

#include <stdbool.h>

/*
 * font_covers(family, text): whether one font of that family, or of any when
 * it is NULL, has every character of text, which is valid UTF-8.  Joiners,
 * variation selectors and tags are not looked for.
 */
bool font_covers(const char *family, const char *text);

#endif /* AMB_IMAGE_FONT_H */
