#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "canvas_blit.h"
#include "image/glyph.h"
#include "text.h"

/*
 * The first is a font of 16x16 dots; each is drawn as whole pixels.  Of an
 * emoji the outline is shown.  NULL is any other font.
 */
static const char *const families[] = {"Unifont", "Noto Color Emoji", NULL};

enum {
	WIDTH = 5, /* dots of a built-in letter */
	HEIGHT = 7,
	DOT = 8 /* pixels of a dot of Unifont */
};

/* The rows of 0-9, A-Z and signs, top first, the left dot in bit 4. */
static const struct {
	char c;
	uint8_t rows[HEIGHT];
} built_in[] = {
    {'0', {14, 17, 17, 17, 17, 17, 14}},
    {'1', {4, 12, 4, 4, 4, 4, 14}},
    {'2', {14, 17, 1, 2, 4, 8, 31}},
    {'3', {14, 17, 1, 6, 1, 17, 14}},
    {'4', {2, 6, 10, 18, 31, 2, 2}},
    {'5', {31, 16, 30, 1, 1, 17, 14}},
    {'6', {14, 16, 16, 30, 17, 17, 14}},
    {'7', {31, 1, 2, 4, 4, 4, 4}},
    {'8', {14, 17, 17, 14, 17, 17, 14}},
    {'9', {14, 17, 17, 15, 1, 1, 14}},
    {'A', {14, 17, 17, 31, 17, 17, 17}},
    {'B', {30, 17, 17, 30, 17, 17, 30}},
    {'C', {14, 17, 16, 16, 16, 17, 14}},
    {'D', {30, 17, 17, 17, 17, 17, 30}},
    {'E', {31, 16, 16, 30, 16, 16, 31}},
    {'F', {31, 16, 16, 30, 16, 16, 16}},
    {'G', {14, 17, 16, 23, 17, 17, 14}},
    {'H', {17, 17, 17, 31, 17, 17, 17}},
    {'I', {14, 4, 4, 4, 4, 4, 14}},
    {'J', {7, 2, 2, 2, 2, 18, 12}},
    {'K', {17, 18, 20, 24, 20, 18, 17}},
    {'L', {16, 16, 16, 16, 16, 16, 31}},
    {'M', {17, 27, 21, 21, 17, 17, 17}},
    {'N', {17, 25, 21, 19, 17, 17, 17}},
    {'O', {14, 17, 17, 17, 17, 17, 14}},
    {'P', {30, 17, 17, 30, 16, 16, 16}},
    {'Q', {14, 17, 17, 17, 21, 18, 13}},
    {'R', {30, 17, 17, 30, 20, 18, 17}},
    {'S', {15, 16, 16, 14, 1, 1, 30}},
    {'T', {31, 4, 4, 4, 4, 4, 4}},
    {'U', {17, 17, 17, 17, 17, 17, 14}},
    {'V', {17, 17, 17, 17, 17, 10, 4}},
    {'W', {17, 17, 17, 21, 21, 27, 17}},
    {'X', {17, 17, 10, 4, 10, 17, 17}},
    {'Y', {17, 17, 10, 4, 4, 4, 4}},
    {'Z', {31, 1, 2, 4, 8, 16, 31}},
    {'!', {4, 4, 4, 4, 4, 0, 4}},
    {'?', {14, 17, 1, 2, 4, 0, 4}},
    {'+', {0, 4, 4, 31, 4, 4, 0}},
    {'-', {0, 0, 0, 31, 0, 0, 0}},
    {'%', {24, 25, 2, 4, 8, 19, 3}},
    {'&', {12, 18, 20, 8, 21, 18, 13}},
};

static const uint8_t *
rows_of(uint32_t code)
{
	size_t i;

	if (code < 0x80)
		code = (uint32_t)toupper((int)code);
	for (i = 0; i < sizeof(built_in) / sizeof(built_in[0]); i++)
		if ((uint32_t)built_in[i].c == code)
			return built_in[i].rows;
	return NULL;
}

/*
 * Letter i of n: a lone one has two cells a dot; of two, each is six cells wide
 * and its strokes are two cells.
 */
static void
draw_built_in(
    struct canvas *c, const uint8_t *rows, int n, int i, struct light light)
{
	int left = n == 1 ? 3 : 1 + i * 8;
	int x, y, k;

	for (y = 0; y < HEIGHT * 2; y++) {
		for (x = 0; x < WIDTH; x++) {
			if ((rows[y / 2] >> (WIDTH - 1 - x) & 1) == 0)
				continue;
			for (k = 0; k < 2; k++)
				canvas_cell(c, left + (n == 1 ? x * 2 : x) + k,
				    y + 1, light, 1);
		}
	}
}

/* The place of letter i of n, in cells. */
static struct box
place_of(int n, int i)
{
	static const struct box of_two[2] = {{0, 0, 8, 16}, {8, 0, 8, 16}};

	return n == 1 ? (struct box){0, 0, CANVAS_CELLS, CANVAS_CELLS}
		      : of_two[i];
}

static void
place_glyph(
    struct canvas *c, struct raster *r, struct box box, const uint8_t rgb[3])
{
	int width = (r->width + DOT / 2) / DOT;
	int height = (r->height + DOT / 2) / DOT;
	size_t i;

	for (i = 0; i < (size_t)r->width * (size_t)r->height; i++)
		memcpy(r->rgba + i * 4, rgb, 3);
	if (box.width == CANVAS_CELLS) {
		box.x = (CANVAS_CELLS - width) / 2;
		box.y = (CANVAS_CELLS - height) / 2;
		box.width = width;
		box.height = height;
	}
	canvas_blit(c, r, canvas_cells(box));
}

static bool
draw_from_font(
    struct canvas *c, const char *letter, struct box box, const uint8_t rgb[3])
{
	struct raster r;
	size_t i = 0;

	while (glyph_draw(letter, families[i], DOT * 16, &r) == -1)
		if (families[i++] == NULL)
			return false;
	place_glyph(c, &r, box, rgb);
	raster_release(&r);
	return true;
}

/* Drawn in place of a character that has no glyph. */
static void
draw_frame(struct canvas *c, int n, int i, struct light light)
{
	int left = n == 1 ? 3 : 1 + i * 8;
	int right = n == 1 ? 12 : left + 5;
	int top = 1;
	int bottom = HEIGHT * 2;
	int x, y;

	for (y = top; y <= bottom; y++)
		for (x = left; x <= right; x++)
			if (x == left || x == right || y == top || y == bottom)
				canvas_cell(c, x, y, light, 1);
}

bool
text_draw(struct canvas *c, const char *text, const uint8_t rgb[3])
{
	int n = (int)utf8_length(text);
	const uint8_t *rows;
	bool all = true;
	char letter[5];
	uint32_t code;
	int len;
	int i;

	for (i = 0; i < n; i++, text += len) {
		len = utf8_next(text, strlen(text), &code);
		snprintf(letter, sizeof(letter), "%.*s", len, text);
		rows = rows_of(code);
		if (rows != NULL) {
			draw_built_in(c, rows, n, i, light_from(rgb));
		} else if (!draw_from_font(c, letter, place_of(n, i), rgb)) {
			draw_frame(c, n, i, light_from(rgb));
			all = false;
		}
	}
	return all;
}
