/*
 * fit.h - a picture of one shape on a grid of another.
 */
#ifndef AMB_IMAGE_FIT_H
#define AMB_IMAGE_FIT_H

#include "image/reduce.h"
#include "light/matrix.h"

enum fit {
	FIT_CONTAIN, /* all of it, on whole LEDs, black around it */
	FIT_COVER,   /* its middle, on all LEDs */
	FIT_STRETCH, /* all of it, on all LEDs, its shape changed */
	FIT_ICON     /* what is lit in it, with a margin of one LED */
};
#define FIT_WANT "contain, cover, stretch or icon"

/*
 * fit_parse(name, fit): 0, or -1 and *fit left alone.  fit_name(fit): its name.
 */
int fit_parse(const char *name, enum fit *fit);
const char *fit_name(enum fit fit);

/*
 * fit_crop(fit, width, height, cols, rows, crop): the part of a picture of
 * width x height pixels that a grid of cols x rows LEDs shows.  For FIT_ICON it
 * is that of FIT_CONTAIN, until fit_icon() replaces it.
 */
void fit_crop(
    enum fit fit, int width, int height, int cols, int rows, struct crop *crop);

/* What is lit in a picture, in pixels; nothing unless left is below right. */
struct fit_lit {
	int left, top, right, bottom; /* right and bottom: one past the last */
};

/*
 * fit_lit_row(lit, y, row, width, channels): widen *lit, which begins as
 * {width, height, 0, 0}, by the pixels of row y that are neither black nor
 * transparent.  channels as in reduce_row().
 */
void fit_lit_row(
    struct fit_lit *lit, int y, const uint8_t *row, int width, int channels);

/*
 * fit_icon(lit, cols, rows, crop): set *crop so that what is lit is in the
 * middle, with a margin of one LED where the grid has more than four.  Nothing
 * lit leaves *crop alone.
 */
void fit_icon(const struct fit_lit *lit, int cols, int rows, struct crop *crop);

/*
 * fit_orient(m, orientation): turn m from how it is stored to how EXIF
 * orientation 1 to 8 shows it.  fit_place(m, cols, rows): centre m on a black
 * grid.
 */
void fit_orient(struct matrix *m, int orientation);
void fit_place(struct matrix *m, int cols, int rows);

#endif /* AMB_IMAGE_FIT_H */
