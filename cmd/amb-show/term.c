#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "term.h"

enum {
	BAR_MIN = 32,	/* columns of a strip without a matrix */
	HEX_COLORS = 16 /* of a strip in a line of text */
};

static bool
env_has(const char *name, const char *part)
{
	const char *value = getenv(name);

	return value != NULL && strstr(value, part) != NULL;
}

static enum term_colors
capability(void)
{
	const char *term = getenv("TERM");

	if (env_has("COLORTERM", "truecolor") || env_has("COLORTERM", "24bit"))
		return TERM_TRUE;
	if (term == NULL || *term == '\0' || strcmp(term, "dumb") == 0)
		return TERM_PLAIN;
	return env_has("TERM", "direct") ? TERM_TRUE : TERM_256;
}

int
term_colors(const char *when)
{
	enum term_colors can = capability();
	const char *no = getenv("NO_COLOR");

	if (strcmp(when, "never") == 0)
		return TERM_PLAIN;
	if (strcmp(when, "always") == 0)
		return can == TERM_PLAIN ? TERM_TRUE : can;
	if (strcmp(when, "auto") != 0)
		return -1;
	return isatty(STDOUT_FILENO) && (no == NULL || *no == '\0')
		   ? can
		   : TERM_PLAIN;
}

int
term_width(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return 80;
}

static int
cube_level(int code)
{
	return code < 48 ? 0 : code < 115 ? 1 : (code - 35) / 40;
}

static int
distance(const uint8_t *a, int r, int g, int b)
{
	return (a[0] - r) * (a[0] - r) + (a[1] - g) * (a[1] - g) +
	       (a[2] - b) * (a[2] - b);
}

/* The nearest of the 6x6x6 cube and the 24 greys of xterm. */
static int
index_256(const uint8_t *c)
{
	static const int steps[] = {0, 95, 135, 175, 215, 255};
	int r = cube_level(c[0]), g = cube_level(c[1]), b = cube_level(c[2]);
	int grey = ((c[0] + c[1] + c[2]) / 3 - 3) / 10;
	int value;

	grey = grey < 0 ? 0 : grey > 23 ? 23 : grey;
	value = 8 + grey * 10;
	if (distance(c, value, value, value) <
	    distance(c, steps[r], steps[g], steps[b]))
		return 232 + grey;
	return 16 + 36 * r + 6 * g + b;
}

static void
set_color(FILE *out, enum term_colors colors, char ground, const uint8_t *c)
{
	if (colors == TERM_TRUE)
		fprintf(out, "\033[%c8;2;%d;%d;%dm", ground, c[0], c[1], c[2]);
	else
		fprintf(out, "\033[%c8;5;%dm", ground, index_256(c));
}

static const uint8_t *
pixel(const struct matrix *m, int x, int y)
{
	static const uint8_t black[3];

	return y < m->height ? m->rgb + (y * m->width + x) * 3 : black;
}

/* A line has two half blocks, one above the other. */
static void
show_matrix(
    const struct matrix *m, enum term_colors colors, int zoom, FILE *out)
{
	int lines = (m->height * zoom + 1) / 2;
	int x, y;

	for (y = 0; y < lines; y++) {
		for (x = 0; x < m->width * zoom; x++) {
			set_color(
			    out, colors, '3', pixel(m, x / zoom, 2 * y / zoom));
			set_color(out, colors, '4',
			    pixel(m, x / zoom, (2 * y + 1) / zoom));
			fputs("\u2580", out);
		}
		fputs("\033[0m\n", out);
	}
}

static void
show_bar(const struct view *v, enum term_colors colors, int width, FILE *out)
{
	int x;

	for (x = 0; x < width; x++) {
		set_color(out, colors, '3',
		    v->strip + (2 * x + 1) * v->leds / (2 * width) * 3);
		fputs("\u2588", out);
	}
	fputs("\033[0m\n", out);
}

static void
show_hex(const uint8_t *rgb, int n, int per_line, FILE *out)
{
	int i;

	for (i = 0; i < n; i++, rgb += 3)
		fprintf(out, "%02x%02x%02x%c", rgb[0], rgb[1], rgb[2],
		    (i + 1) % per_line == 0 || i + 1 == n ? '\n' : ' ');
}

void
term_show(const struct view *v, enum term_colors colors, int zoom, FILE *out)
{
	int width = v->matrix.width > 0 ? v->matrix.width * zoom : BAR_MIN;

	if (v->matrix.width > 0 && colors == TERM_PLAIN)
		show_hex(v->matrix.rgb, v->matrix.width * v->matrix.height,
		    v->matrix.width, out);
	else if (v->matrix.width > 0)
		show_matrix(&v->matrix, colors, zoom, out);
	if (v->matrix.width > 0 && v->leds > 0)
		putc('\n', out);
	if (v->leds > 0 && colors == TERM_PLAIN)
		show_hex(v->strip, v->leds, HEX_COLORS, out);
	else if (v->leds > 0)
		show_bar(v, colors, width, out);
}
