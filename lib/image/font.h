/*
 * font.h - which fonts this machine has.
 *
 * Pango never says that a font is missing, it draws something else: so ask.
 */
#ifndef AMB_IMAGE_FONT_H
#define AMB_IMAGE_FONT_H

#include <stdbool.h>

/*
 * font_covers(family, text): whether a font of that family (of any, when it
 * is NULL) has every character of text, valid UTF-8; joiners, variation
 * selectors and tags do not count.
 */
bool font_covers(const char *family, const char *text);

#endif /* AMB_IMAGE_FONT_H */
