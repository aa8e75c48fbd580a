#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "image/image_png.h"

enum {
	MAGIC = 8,     /* bytes before the first chunk */
	CHUNK = 12,    /* bytes of a chunk without its data */
	LINEAR = 75000 /* gAMA from which codes are light; sRGB has 45455 */
};

/* Where libpng is in a picture. */
struct png {
	png_structp png;
	png_infop info;
	size_t at; /* in its data */
	int passes;
	int pass;
};

static uint32_t
number(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

/* Whether a chunk changes what is seen in a way that is not read here. */
static bool
is_foreign(const uint8_t *type, const uint8_t *data, size_t len)
{
	static const char profile[] = "Raw profile type";
	static const char *const foreign[] = {"iCCP", "eXIf", "exIf", "orNT"};
	size_t i;

	for (i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
		if (memcmp(type, foreign[i], 4) == 0)
			return true;
	if (memcmp(type, "gAMA", 4) == 0)
		return len != 4 || number(data) > LINEAR;
	return memcmp(type + 1, "TXt", 3) == 0 && len >= sizeof(profile) &&
	       memcmp(data, profile, sizeof(profile) - 1) == 0;
}

bool
image_png_reads(const void *data, size_t len)
{
	const uint8_t *p = data;
	size_t at = MAGIC;
	size_t n;

	while (len >= at + CHUNK) {
		n = number(p + at);
		if (n > len - at - CHUNK)
			return true; /* cut short: libpng will say so */
		if (is_foreign(p + at + 4, p + at + 8, n))
			return false;
		at += CHUNK + n;
	}
	return true;
}

static void
read_bytes(png_structp png, png_bytep to, size_t n)
{
	struct image *im = png_get_io_ptr(png);
	struct png *p = im->state;

	if (n > im->len - p->at)
		png_error(png, "cut short");
	memcpy(to, (const uint8_t *)im->data + p->at, n);
	p->at += n;
}

/* libpng's own messages are not for users. */
static void
ignore(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

static _Noreturn void
jump(png_structp png, png_const_charp text)
{
	(void)text;
	png_longjmp(png, 1);
}

static void
end(struct png *p)
{
	png_destroy_read_struct(&p->png, &p->info, NULL);
}

/* Read up to the pixels.  Returns 0 or -1. */
static int
start(struct image *im)
{
	struct png *p = im->state;

	end(p);
	p->at = 0;
	p->png =
	    png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, jump, ignore);
	p->info = p->png != NULL ? png_create_info_struct(p->png) : NULL;
	if (p->info == NULL || setjmp(png_jmpbuf(p->png)) != 0)
		return -1;
	png_set_read_fn(p->png, im, read_bytes);
	png_set_user_limits(p->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
	/* of other chunks than those of the pixels, nothing is needed */
	png_set_keep_unknown_chunks(p->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
	png_read_info(p->png, p->info);
	return 0;
}

static int
open_png(struct image *im, char *why)
{
	struct png *p = calloc(1, sizeof(*p));

	im->state = p;
	if (p == NULL)
		return why_set(why, "no memory for a row");
	if (start(im) == -1)
		return image_damaged(im, why);
	im->width = (int)png_get_image_width(p->png, p->info);
	im->height = (int)png_get_image_height(p->png, p->info);
	return 0;
}

/* Whatever is stored: 8 bits each of red, green, blue and perhaps alpha. */
static int
start_rows(struct image *im)
{
	struct png *p = im->state;

	if (start(im) == -1 || setjmp(png_jmpbuf(p->png)) != 0)
		return -1;
	png_set_expand(p->png);
	png_set_scale_16(p->png);
	png_set_gray_to_rgb(p->png);
	p->passes = png_set_interlace_handling(p->png);
	png_read_update_info(p->png, p->info);
	im->channels = png_get_channels(p->png, p->info);
	p->pass = 0;
	im->y = 0;
	return 0;
}

static int
decode_png(struct image *im, int width, int height, char *why)
{
	(void)width;
	(void)height;
	if (start_rows(im) == -1)
		return image_damaged(im, why);
	free(im->row);
	im->row = malloc((size_t)im->width * (size_t)im->channels);
	return im->row != NULL ? 0 : why_set(why, "no memory for a row");
}

/* libpng writes the pixels of this pass and leaves the others, black, alone. */
static bool
read_row(struct image *im, const struct png *p)
{
	bool has_pixels =
	    p->passes == 1 || PNG_ROW_IN_INTERLACE_PASS(im->y, p->pass);

	if (p->passes > 1)
		memset(im->row, 0, (size_t)im->width * (size_t)im->channels);
	png_read_row(p->png, im->row, NULL);
	return has_pixels;
}

static int
next_png(struct image *im, int *y, const uint8_t **row)
{
	struct png *p = im->state;
	bool found;

	if (setjmp(png_jmpbuf(p->png)) != 0)
		return -1;
	for (; p->pass < p->passes; p->pass++, im->y = 0) {
		while (im->y < im->height) {
			found = read_row(im, p);
			*y = im->y++;
			*row = im->row;
			if (found)
				return 1;
		}
	}
	png_read_end(p->png, NULL);
	return 0;
}

static void
close_png(struct image *im)
{
	end(im->state);
	free(im->state);
}

const struct image_reader image_png = {
    open_png, decode_png, next_png, close_png};
