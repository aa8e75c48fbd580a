/*
 * term.h - a view as text: half blocks in colour, or hexadecimal.
 */
#ifndef AMB_SHOW_TERM_H
#define AMB_SHOW_TERM_H

#include <stdio.h>

#include "view.h"

enum term_colors { TERM_PLAIN, TERM_256, TERM_TRUE };

/*
 * term_colors(when): the colours to use on standard output, an enum
 * term_colors: for "always" those that COLORTERM and TERM name, for "never"
 * none, for "auto" as "always" on a terminal unless NO_COLOR is set.  Returns
 * -1 for any other when.
 */
int term_colors(const char *when);

/*
 * term_show(v, colors, zoom, out): write v to out.  An LED is zoom columns
 * wide, 1 or more, and half as many lines high.  Without colours each LED is
 * six hexadecimal digits.
 */
void term_show(
    const struct view *v, enum term_colors colors, int zoom, FILE *out);

/* term_width(): columns of the terminal, or 80. */
int term_width(void);

#endif /* AMB_SHOW_TERM_H */
