/*
 * fit.h - how a picture of one shape comes onto a grid of another.
 */
#ifndef AMB_FIT_H
#define AMB_FIT_H

#include "light/matrix.h"
#include "reduce.h"

enum fit {
	FIT_CONTAIN, /* all of it, in whole cells, black around */
	FIT_COVER,   /* the middle of it, no cell left over */
	FIT_STRETCH, /* all of it, its shape given up */
	FIT_ICON     /* what is lit in it, a cell of margin around */
};
#define FIT_WANT "contain, cover, stretch or icon"

/* fit_parse(name, fit): 0, or -1 and *fit left alone. */
int fit_parse(const char *name, enum fit *fit);

/*
 * fit_frame(fit, width, height, cols, rows, frame): the part of a picture of
 * width x height pixels that a grid shows, and on how many LEDs.  For FIT_ICON
 * it is that of FIT_CONTAIN, until fit_icon() knows better.
 */
void fit_frame(enum fit fit, int width, int height, int cols, int rows,
    struct frame *frame);

/* What is lit in a picture, in pixels; none when right is not above left. */
struct lit {
	int left, top, right, bottom; /* right and bottom are not in it */
};

/*
 * lit_row(lit, y, row, width, bands): widen *lit, at first {width, height, 0,
 * 0}, by what row y has: pixels neither black nor transparent.
 */
void lit_row(struct lit *lit, int y, const uint8_t *row, int width, int bands);

/*
 * fit_icon(lit, cols, rows, frame): the frame that centres what is lit, with
 * a cell of margin where the grid has more than four.
 */
void fit_icon(const struct lit *lit, int cols, int rows, struct frame *frame);

/*
 * fit_turn(m, turn): show m as EXIF orientation turn, 1 to 8, asks for.
 * fit_place(m, cols, rows): centre m on a black grid.
 */
void fit_turn(struct matrix *m, int turn);
void fit_place(struct matrix *m, int cols, int rows);

#endif /* AMB_FIT_H */
