#include <stdio.h>
#include <string.h>

#include "json/msg.h"
#include "light/matrix.h"

size_t
matrix_bytes(const struct matrix *m)
{
	return (size_t)m->width * (size_t)m->height * 3;
}

static int
parse_row(const jv *row, int width, uint8_t *rgb)
{
	int rc = msg_len(row) == width ? 0 : -1;
	int x;
	jv pixel;

	for (x = 0; x < width && rc == 0; x++) {
		pixel = msg_at(row, x);
		rc = msg_bytes(&pixel, rgb + x * 3, 3);
		jv_free(pixel);
	}
	return rc;
}

static int
parse_rows(const jv *rows, struct matrix *m)
{
	int rc = msg_len(rows) == m->height ? 0 : -1;
	int y;
	jv row;

	for (y = 0; y < m->height && rc == 0; y++) {
		row = msg_at(rows, y);
		rc = parse_row(&row, m->width, m->rgb + y * m->width * 3);
		jv_free(row);
	}
	return rc;
}

static int
parse(const jv *msg, struct matrix *m, char why[WHY_MAX])
{
	jv pixels;
	int rc;

	if (msg_int(msg, "width", 1, GRID_SIDE_MAX, &m->width) == -1)
		return why_set(why, "'width' must be a whole number, 1 to %d",
		    GRID_SIDE_MAX);
	if (msg_int(msg, "height", 1, GRID_SIDE_MAX, &m->height) == -1)
		return why_set(why, "'height' must be a whole number, 1 to %d",
		    GRID_SIDE_MAX);
	pixels = msg_get(msg, "pixels");
	rc = parse_rows(&pixels, m);
	jv_free(pixels);
	if (rc == -1)
		why_set(why, "'pixels' must be height rows of width [r,g,b], "
			     "0 to 255");
	return rc;
}

int
matrix_parse(
    const jv *msg, const char *path, struct matrix *m, char why[WHY_MAX])
{
	jv matrix = msg_get(msg, path);
	int rc = parse(&matrix, m, why);

	jv_free(matrix);
	return rc;
}

jv
matrix_json(const struct matrix *m)
{
	const uint8_t *p = m->rgb;
	jv pixels = jv_array();
	jv row;
	int x, y;

	for (y = 0; y < m->height; y++) {
		row = jv_array_sized(m->width);
		for (x = 0; x < m->width; x++, p += 3)
			row = jv_array_append(row, msg_rgb(p));
		pixels = jv_array_append(pixels, row);
	}
	return msg_obj("width", jv_number(m->width), "height",
	    jv_number(m->height), "pixels", pixels, NULL);
}

enum {
	NUMBER_MAX = 4,			/* characters of "255," */
	PIXEL_MAX = 3 * NUMBER_MAX + 2, /* of "[255,255,255]," */
	SIDE_MAX = 48 /* of all the rest of a row, or of all */
};

/* Write n numbers with commas between, and return their end. */
static char *
numbers(char *p, const uint8_t *value, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0)
			*p++ = ',';
		if (value[i] > 99)
			*p++ = (char)('0' + value[i] / 100);
		if (value[i] > 9)
			*p++ = (char)('0' + value[i] / 10 % 10);
		*p++ = (char)('0' + value[i] % 10);
	}
	return p;
}

static char *
row_text(char *p, const uint8_t *rgb, int width)
{
	int x;

	*p++ = '[';
	for (x = 0; x < width; x++, rgb += 3) {
		if (x > 0)
			*p++ = ',';
		*p++ = '[';
		p = numbers(p, rgb, 3);
		*p++ = ']';
	}
	*p++ = ']';
	return p;
}

void
matrix_text(const struct matrix *m, struct text *t)
{
	size_t row = (size_t)m->width * PIXEL_MAX + SIDE_MAX;
	char *p = text_room(t, (size_t)m->height * row + 2 * SIDE_MAX);
	int y;

	p += snprintf(p, SIDE_MAX, "{\"height\":%d,\"pixels\":[", m->height);
	for (y = 0; y < m->height; y++) {
		if (y > 0)
			*p++ = ',';
		p = row_text(p, m->rgb + y * m->width * 3, m->width);
	}
	p += snprintf(p, SIDE_MAX, "],\"width\":%d}", m->width);
	text_end(t, p);
}

void
matrix_list_text(const struct matrix *m, struct text *t)
{
	size_t n = matrix_bytes(m);
	char *p = text_room(t, n * NUMBER_MAX + 2);

	*p++ = '[';
	p = numbers(p, m->rgb, n);
	*p++ = ']';
	text_end(t, p);
}

bool
matrix_same(const struct matrix *a, const struct matrix *b)
{
	return a->width == b->width && a->height == b->height &&
	       memcmp(a->rgb, b->rgb, matrix_bytes(a)) == 0;
}

void
matrix_preview(const struct matrix *m, int side, struct matrix *small)
{
	int longer = m->width > m->height ? m->width : m->height;
	int step = (longer + side - 1) / side;
	int x, y;

	small->width = (m->width + step - 1) / step;
	small->height = (m->height + step - 1) / step;
	for (y = 0; y < small->height; y++)
		for (x = 0; x < small->width; x++)
			memcpy(small->rgb + (y * small->width + x) * 3,
			    m->rgb + (y * step * m->width + x * step) * 3, 3);
}
