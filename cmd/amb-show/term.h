/*
 * term.h - a view as text: half blocks in colour, or hexadecimal.
 */
#ifndef AMB_TERM_H
#define AMB_TERM_H

#include <stdio.h>

#include "view.h"

enum term_colors { TERM_PLAIN, TERM_256, TERM_TRUE };

/*
 * term_colors(when): what standard output can show: when is "always",
 * "never" or "auto" (only a terminal, unless NO_COLOR is set), from COLORTERM
 * and TERM.  Returns -1 for any other when.
 */
int term_colors(const char *when);

/*
 * term_show(v, colors, zoom, out): write it.  zoom is columns a pixel, 1 or
 * more; two pixels share a line when it is 1.  Without colours each pixel is
 * six hexadecimal digits.
 */
void term_show(
    const struct view *v, enum term_colors colors, int zoom, FILE *out);

/* term_width(): columns of the terminal, or 80. */
int term_width(void);

#endif /* AMB_TERM_H */
