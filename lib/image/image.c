#include <stdlib.h>

#include "image/image.h"
#include "image/sniff.h"

int
image_damaged(const struct image *im, char why[WHY_MAX])
{
	return why_set(why, "damaged %s", im->format);
}

int
image_too_large(const struct image *im, char why[WHY_MAX])
{
	return why_set(
	    why, "%s larger than ImageMagick may decode", im->format);
}

int
image_open(struct image *im, const struct image_reader *reader,
    const void *data, size_t len, int max_pixels, char why[WHY_MAX])
{
	*im = (struct image){.data = data,
	    .len = len,
	    .format = sniff(data, len),
	    .reader = reader,
	    .orientation = 1};
	if (im->format == NULL)
		return why_set(why, "not a " SNIFF_FORMATS);
	if (reader->open(im, why) == -1)
		return -1;
	if (im->width < 1 || im->height < 1)
		return image_damaged(im, why);
	if (im->width > IMAGE_SIDE_MAX || im->height > IMAGE_SIDE_MAX)
		return image_too_large(im, why);
	if (im->width > max_pixels / im->height)
		return why_set(why, "%s of %dx%d, over %d pixels", im->format,
		    im->width, im->height, max_pixels);
	return 0;
}

void
image_close(struct image *im)
{
	if (im->state != NULL)
		im->reader->close(im);
	free(im->row);
	im->state = NULL;
	im->row = NULL;
}
