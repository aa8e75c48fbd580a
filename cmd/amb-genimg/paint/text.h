/*
 * text.h - one or two characters whose strokes are whole LEDs.
 */
#ifndef AMB_GENIMG_TEXT_H
#define AMB_GENIMG_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "canvas.h"

/*
 * text_draw(c, text, rgb): draw one or two characters of valid UTF-8 in the
 * middle.  Digits, Latin letters and a few signs need no font.  Returns false
 * when a character has no glyph on this machine: a frame is drawn for it.
 */
bool text_draw(struct canvas *c, const char *text, const uint8_t rgb[3]);

#endif /* AMB_GENIMG_TEXT_H */
