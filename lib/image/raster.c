#include <stdlib.h>
#include <string.h>

#include "image/raster.h"

int
raster_init(struct raster *r, int width, int height)
{
	r->width = width;
	r->height = height;
	r->rgba = calloc((size_t)width * (size_t)height, 4);
	return r->rgba == NULL ? -1 : 0;
}

int
raster_from_light(
    struct raster *r, const struct light *px, int width, int height)
{
	int i;

	if (raster_init(r, width, height) == -1)
		return -1;
	for (i = 0; i < width * height; i++) {
		light_rgb(px[i], 1, r->rgba + i * 4);
		r->rgba[i * 4 + 3] = 255;
	}
	return 0;
}

void
raster_release(struct raster *r)
{
	free(r->rgba);
	memset(r, 0, sizeof(*r));
}

/* In pixels; right and bottom are one past the last. */
struct bounds {
	int left, top, right, bottom;
};

static struct bounds
visible(const struct raster *r)
{
	struct bounds b = {r->width, r->height, 0, 0};
	const uint8_t *p = r->rgba;
	int x, y;

	for (y = 0; y < r->height; y++) {
		for (x = 0; x < r->width; x++, p += 4) {
			if (p[3] == 0)
				continue;
			b.left = x < b.left ? x : b.left;
			b.right = x >= b.right ? x + 1 : b.right;
			b.top = y < b.top ? y : b.top;
			b.bottom = y + 1;
		}
	}
	return b;
}

int
raster_trim(struct raster *r)
{
	struct bounds b = visible(r);
	struct raster cut;
	size_t line;
	int y;

	if (b.right <= b.left)
		return -1;
	if (raster_init(&cut, b.right - b.left, b.bottom - b.top) == -1)
		return -1;
	line = (size_t)cut.width * 4;
	for (y = 0; y < cut.height; y++)
		memcpy(cut.rgba + (size_t)y * line,
		    r->rgba + ((size_t)(y + b.top) * (size_t)r->width +
				  (size_t)b.left) *
				  4,
		    line);
	raster_release(r);
	*r = cut;
	return 0;
}
