#include <errno.h>
#include <png.h>
#include <stdlib.h>

#include "image/png_write.h"

void *
png_write(const struct raster *r, size_t *len)
{
	png_image image = {.version = PNG_IMAGE_VERSION,
	    .width = (png_uint_32)r->width,
	    .height = (png_uint_32)r->height,
	    .format = PNG_FORMAT_RGBA,
	    .flags = PNG_IMAGE_FLAG_FAST};
	png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
	void *out = malloc(size);

	if (out != NULL && png_image_write_to_memory(
			       &image, out, &size, 0, r->rgba, 0, NULL) != 0) {
		*len = size;
		return out;
	}
	free(out);
	errno = ENOMEM;
	return NULL;
}
