#include "light/matrix.h"
#include "json/msg.h"

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

const char *
matrix_parse(const jv *msg, struct matrix *m)
{
	jv pixels;
	jv row;
	int rc;
	int y;

	if (msg_int(msg, "width", 1, GRID_SIDE_MAX, &m->width) == -1)
		return "'width' must be a whole number, 1 to 64";
	if (msg_int(msg, "height", 1, GRID_SIDE_MAX, &m->height) == -1)
		return "'height' must be a whole number, 1 to 64";
	pixels = msg_get(msg, "pixels");
	rc = msg_len(&pixels) == m->height ? 0 : -1;
	for (y = 0; y < m->height && rc == 0; y++) {
		row = msg_at(&pixels, y);
		rc = parse_row(&row, m->width, m->rgb + y * m->width * 3);
		jv_free(row);
	}
	jv_free(pixels);
	return rc == 0
		   ? NULL
		   : "'pixels' must be height rows of width [r,g,b], 0 to 255";
}

jv
matrix_json(const struct matrix *m)
{
	const uint8_t *p = m->rgb;
	jv pixels = jv_array();
	jv row;
	int x;
	int y;

	for (y = 0; y < m->height; y++) {
		row = jv_array_sized(m->width);
		for (x = 0; x < m->width; x++, p += 3)
			row = jv_array_append(row, msg_rgb(p));
		pixels = jv_array_append(pixels, row);
	}
	return JV_OBJECT(jv_string("width"), jv_number(m->width),
	    jv_string("height"), jv_number(m->height), jv_string("pixels"),
	    pixels);
}
