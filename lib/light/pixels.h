/*
 * pixels.h - the pixels of a matrix, read from text.
 *
 * A JSON object with one member "pixels":[[[r,g,b],...],...], as the tools
 * write it, is read several times faster when libjq does not see these.
 */
#ifndef AMB_LIGHT_PIXELS_H
#define AMB_LIGHT_PIXELS_H

#include <stdbool.h>
#include <stddef.h>

#include <jv.h>

#include "light/matrix.h"

/*
 * pixels_parse(text, len, m, msg): read an object whose only "pixels" are those
 * of its member matrix, of width x height numbers without spaces.  Returns true
 * and sets *m, and *msg to the object without matrix.width, height and pixels;
 * false for any other text: msg_parse() and matrix_parse() then say what it is.
 */
bool pixels_parse(const char *text, size_t len, struct matrix *m, jv *msg);

/*
 * pixels_drop(msg): msg without matrix.width, height and pixels; matrix must be
 * an object.  Consumes msg.
 */
jv pixels_drop(jv msg);

#endif /* AMB_LIGHT_PIXELS_H */
