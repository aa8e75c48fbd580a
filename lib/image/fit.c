#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "image/fit.h"

enum {
	LIT_MIN = 16,  /* a code below it is noise on black */
	MARGIN_MIN = 5 /* LEDs a side, for a margin of one */
};

static const char *const names[] = {"contain", "cover", "stretch", "icon"};

const char *
fit_name(enum fit fit)
{
	return names[fit];
}

int
fit_parse(const char *name, enum fit *fit)
{
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(name, names[i]) == 0) {
			*fit = (enum fit)i;
			return 0;
		}
	}
	return -1;
}

/* Whole LEDs: an LED that is half black would be a dim line at an edge. */
static int
cells(double share, int all)
{
	int n = (int)lround(share * all);

	return n < 1 ? 1 : n > all ? all : n;
}

void
fit_crop(
    enum fit fit, int width, int height, int cols, int rows, struct crop *crop)
{
	/* how much wider the picture is than the grid */
	double wide = (double)width * rows / ((double)height * cols);

	*crop = (struct crop){0, 0, width, height, cols, rows};
	if (fit == FIT_COVER && wide > 1) {
		crop->width = width / wide;
		crop->left = (width - crop->width) / 2;
	} else if (fit == FIT_COVER) {
		crop->height = height * wide;
		crop->top = (height - crop->height) / 2;
	} else if (fit != FIT_STRETCH && wide > 1) {
		crop->rows = cells(1 / wide, rows);
	} else if (fit != FIT_STRETCH) {
		crop->cols = cells(wide, cols);
	}
}

static bool
is_lit(const uint8_t *px, int channels)
{
	int alpha = channels == 4 ? px[3] : 255;
	int most = px[0] > px[1] ? px[0] : px[1];

	most = px[2] > most ? px[2] : most;
	return most * alpha >= LIT_MIN * 255;
}

void
fit_lit_row(
    struct fit_lit *lit, int y, const uint8_t *row, int width, int channels)
{
	int from = 0;
	int to = width;

	while (from < to && !is_lit(row + from * channels, channels))
		from++;
	while (to > from && !is_lit(row + (to - 1) * channels, channels))
		to--;
	if (from == to)
		return;
	lit->left = from < lit->left ? from : lit->left;
	lit->right = to > lit->right ? to : lit->right;
	lit->top = y < lit->top ? y : lit->top;
	lit->bottom = y >= lit->bottom ? y + 1 : lit->bottom;
}

static int
inner(int side)
{
	return side >= MARGIN_MIN ? side - 2 : side;
}

void
fit_icon(const struct fit_lit *lit, int cols, int rows, struct crop *crop)
{
	double width = lit->right - lit->left;
	double height = lit->bottom - lit->top;
	double cell = fmax(width / inner(cols), height / inner(rows));

	if (width <= 0)
		return;
	*crop = (struct crop){(lit->left + lit->right - cell * cols) / 2,
	    (lit->top + lit->bottom - cell * rows) / 2, cell * cols,
	    cell * rows, cols, rows};
}

/* Where a shown pixel is stored: swap its x and y, then count from the end. */
static const struct {
	bool swap, from_right, from_bottom;
} stored_at[] = {
    [1] = {false, false, false},
    [2] = {false, true, false},
    [3] = {false, true, true},
    [4] = {false, false, true},
    [5] = {true, false, false},
    [6] = {true, false, true},
    [7] = {true, true, true},
    [8] = {true, true, false},
};

void
fit_orient(struct matrix *m, int orientation)
{
	struct matrix from = *m;
	uint8_t *p = m->rgb;
	int x, y, u, v;

	if (stored_at[orientation].swap) {
		m->width = from.height;
		m->height = from.width;
	}
	for (y = 0; y < m->height; y++) {
		for (x = 0; x < m->width; x++, p += 3) {
			u = stored_at[orientation].swap ? y : x;
			v = stored_at[orientation].swap ? x : y;
			u = stored_at[orientation].from_right
				? from.width - 1 - u
				: u;
			v = stored_at[orientation].from_bottom
				? from.height - 1 - v
				: v;
			memcpy(p, from.rgb + (v * from.width + u) * 3, 3);
		}
	}
}

void
fit_place(struct matrix *m, int cols, int rows)
{
	struct matrix from = *m;
	int left = (cols - from.width) / 2;
	int top = (rows - from.height) / 2;
	int y;

	memset(m->rgb, 0, sizeof(m->rgb));
	m->width = cols;
	m->height = rows;
	for (y = 0; y < from.height; y++)
		memcpy(m->rgb + ((y + top) * cols + left) * 3,
		    from.rgb + y * from.width * 3, (size_t)from.width * 3);
}
