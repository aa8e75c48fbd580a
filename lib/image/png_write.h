/*
 * png_write.h - a raster as a PNG.
 */
#ifndef AMB_IMAGE_PNG_WRITE_H
#define AMB_IMAGE_PNG_WRITE_H

#include <stddef.h>

#include "image/raster.h"

/*
 * png_write(r, len): r as a PNG, encoded for speed rather than size.  Returns
 * bytes that the caller frees, *len of them, or NULL with errno.
 */
void *png_write(const struct raster *r, size_t *len);

#endif /* AMB_IMAGE_PNG_WRITE_H */
