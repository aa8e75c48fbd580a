/*
 * letters.h - one or two characters, so that each stroke is whole LEDs.
 */
#ifndef AMB_LETTERS_H
#define AMB_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

#include "canvas.h"

/*
 * letters_draw(c, text, rgb): draw one or two characters of valid UTF-8 in
 * the middle.  Digits and Latin letters need no font.  Returns false when a
 * character has no glyph on this machine; a frame stands for it.
 */
bool letters_draw(struct canvas *c, const char *text, const uint8_t rgb[3]);

#endif /* AMB_LETTERS_H */
