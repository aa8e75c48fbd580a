#include <string.h>

#include "json/msg.h"
#include "light/pixels.h"

#define KEY "\"pixels\":"

/* What is left to read; p is NULL once something else came. */
struct reader {
	const char *p;
	const char *end;
};

static bool
skip(struct reader *r, char c)
{
	if (r->p == NULL || r->p == r->end || *r->p != c)
		return false;
	r->p++;
	return true;
}

static void
expect(struct reader *r, char c)
{
	if (!skip(r, c))
		r->p = NULL;
}

/* A number of 0 to 255, as JSON writes it. */
static uint8_t
read_number(struct reader *r)
{
	const char *start = r->p;
	unsigned n = 0;

	while (r->p != NULL && r->p < r->end && *r->p >= '0' && *r->p <= '9' &&
	       r->p - start < 3)
		n = n * 10 + (unsigned)(*r->p++ - '0');
	if (r->p == start || n > 255 || (*start == '0' && r->p - start > 1))
		r->p = NULL;
	return (uint8_t)n;
}

/* A row of pixels to rgb, at most most.  Returns how many. */
static int
read_row(struct reader *r, uint8_t *rgb, int most)
{
	int n = 0;
	int i;

	expect(r, '[');
	do {
		if (n++ == most)
			r->p = NULL;
		expect(r, '[');
		for (i = 0; i < 3 && r->p != NULL; i++) {
			*rgb++ = read_number(r);
			expect(r, i < 2 ? ',' : ']');
		}
	} while (skip(r, ','));
	expect(r, ']');
	return n;
}

/* All rows, which begin at r->p, to m.  Returns whether they are a matrix. */
static bool
read_rows(struct reader *r, struct matrix *m)
{
	int width;

	m->width = 0;
	m->height = 0;
	expect(r, '[');
	do {
		if (m->height == GRID_SIDE_MAX)
			return false;
		width = read_row(r, m->rgb + m->height * m->width * 3,
		    m->height == 0 ? GRID_SIDE_MAX : m->width);
		if (r->p == NULL || (m->height > 0 && width != m->width))
			return false;
		m->width = width;
		m->height++;
	} while (skip(r, ','));
	expect(r, ']');
	return r->p != NULL;
}

/* Take the three members out of matrix, if they are those of m. */
static bool
take_matrix(jv *msg, const struct matrix *m)
{
	jv matrix = msg_get(msg, "matrix");
	int width, height, pixels;
	bool same =
	    msg_int(&matrix, "pixels", 0, 0, &pixels) == 0 &&
	    msg_int(&matrix, "width", m->width, m->width, &width) == 0 &&
	    msg_int(&matrix, "height", m->height, m->height, &height) == 0;

	if (!same) {
		jv_free(matrix);
		return false;
	}
	matrix = msg_del(msg_del(msg_del(matrix, "width"), "height"), "pixels");
	*msg = msg_set(*msg, "matrix", matrix);
	return true;
}

bool
pixels_parse(const char *text, size_t len, struct matrix *m, jv *msg)
{
	const size_t key = strlen(KEY);
	const char *at = memmem(text, len, KEY, key);
	struct reader r = {at != NULL ? at + key : NULL, text + len};

	if (at == NULL || !read_rows(&r, m) ||
	    memmem(r.p, (size_t)(r.end - r.p), KEY, key) != NULL)
		return false;
	*msg = msg_parse_around(
	    text, len, (size_t)(at + key - text), (size_t)(r.p - text));
	if (jv_is_valid(*msg) && take_matrix(msg, m))
		return true;
	jv_free(*msg);
	return false;
}
