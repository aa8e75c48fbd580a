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

/* Whether msg, without its pixels, announces those of m. */
static bool
announces(const jv *msg, const struct matrix *m)
{
	int n;

	return msg_int(msg, "matrix.pixels", 0, 0, &n) == 0 &&
	       msg_int(msg, "matrix.width", m->width, m->width, &n) == 0 &&
	       msg_int(msg, "matrix.height", m->height, m->height, &n) == 0;
}

jv
pixels_drop(jv msg)
{
	jv matrix = msg_get(&msg, "matrix");

	matrix = msg_del(msg_del(msg_del(matrix, "width"), "height"), "pixels");
	return msg_set(msg, "matrix", matrix);
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
	if (!announces(msg, m)) {
		jv_free(*msg);
		return false;
	}
	*msg = pixels_drop(*msg);
	return true;
}
