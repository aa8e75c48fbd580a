/*
 * matrix.h - the picture on the LEDs: {"width","height","pixels"} and bytes.
 *
 * Colours are sRGB codes 0-255 in the order R,G,B; rows run top to bottom,
 * pixels left to right.
 */
#ifndef AMB_LIGHT_MATRIX_H
#define AMB_LIGHT_MATRIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jv.h>

#include "base/why.h"
#include "conf/grid.h"
#include "json/text.h"

struct matrix {
	int width;  /* LEDs, 1 to GRID_SIDE_MAX */
	int height; /* LEDs, 1 to GRID_SIDE_MAX */
	uint8_t rgb[GRID_SIDE_MAX * GRID_SIDE_MAX * 3];
};

/*
 * matrix_parse(msg, path, m, why): read width, height and pixels of the object
 * at path of msg.  Returns 0, or -1 and why.
 */
int matrix_parse(
    const jv *msg, const char *path, struct matrix *m, char why[WHY_MAX]);

/* matrix_json(m): {"width","height","pixels":[[[r,g,b],...],...]}. */
jv matrix_json(const struct matrix *m);

/*
 * matrix_text(m, t): append the same as text, many times faster.
 * matrix_list_text(m, t): append the bytes as one list, [r,g,b,r,...].
 */
void matrix_text(const struct matrix *m, struct text *t);
void matrix_list_text(const struct matrix *m, struct text *t);

/*
 * matrix_preview(m, side, small): at most side LEDs a side: of a larger matrix
 * every second one, or third...
 */
void matrix_preview(const struct matrix *m, int side, struct matrix *small);

/* matrix_same(a, b): whether they have the same size and colours. */
bool matrix_same(const struct matrix *a, const struct matrix *b);

/* matrix_bytes(m): width * height * 3, how much of rgb is used. */
size_t matrix_bytes(const struct matrix *m);

#endif /* AMB_LIGHT_MATRIX_H */
