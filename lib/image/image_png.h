/*
 * image_png.h - the usual PNGs, row by row, by libpng.
 */
#ifndef AMB_IMAGE_IMAGE_PNG_H
#define AMB_IMAGE_IMAGE_PNG_H

#include <stdbool.h>

#include "image/image.h"

extern const struct image_reader image_png;

/*
 * image_png_reads(data, len): whether this PNG is for image_png.  One with a
 * colour profile, codes that are light or EXIF data is for image_magick.
 */
bool image_png_reads(const void *data, size_t len);

#endif /* AMB_IMAGE_IMAGE_PNG_H */
