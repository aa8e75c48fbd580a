/*
 * downsample.h - the bytes of any picture to a matrix.
 *
 * The bytes are decoded in a child process, the usual PNGs in a copy of this
 * one, all others in amb-downsample-magick; so a picture that crashes or stalls
 * a decoder costs no other picture, and ImageMagick is loaded only when needed.
 */
#ifndef AMB_DOWNSAMPLE_DOWNSAMPLE_H
#define AMB_DOWNSAMPLE_DOWNSAMPLE_H

#include <stddef.h>

#include "base/why.h"
#include "image/picture.h"
#include "scene/fault.h"

/*
 * downsample(how, data, len, m, why): set *m to the picture on how's grid.
 * Returns FAULT_NONE; or why and FAULT_FORMAT when it is none of the formats
 * read, FAULT_INPUT when the bytes are at fault, FAULT_UNAVAILABLE when there
 * is no process or no memory for it.
 */
enum fault downsample(const struct picture *how, const void *data, size_t len,
    struct matrix *m, char why[WHY_MAX]);

#endif /* AMB_DOWNSAMPLE_DOWNSAMPLE_H */
