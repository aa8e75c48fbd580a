/*
 * sources.h - the pictures that quality looks at: glyphs and photos.
 */
#ifndef AMB_TESTS_SOURCES_H
#define AMB_TESTS_SOURCES_H

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "image/glyph.h"
#include "image/png_write.h"
#include "photos.h"
#include "scielab.h"

enum {
	GLYPHS = 120,
	ALL = GLYPHS + PHOTOS,
	STRIKE_PX = 109, /* the size of the font's bitmaps */
	GLYPH_PX = 180,	 /* which fills about 80 % of the frame */
	PHOTO_PX = 1024	 /* a side */
};

struct source {
	char name[16];
	uint8_t codes[SIDE * SIDE * 3]; /* over black */
	struct light light[SIDE * SIDE];
	struct scielab seen;
};

static struct source sources[ALL];

/* The colour of r at x, y, between its pixels; transparent beyond them. */
static void
between(const struct raster *r, double x, double y, uint8_t rgba[4])
{
	double sum[4] = {0};
	int left = (int)floor(x);
	int top = (int)floor(y);
	int i, j, k;

	for (i = 0; i < 4; i++) {
		int px = left + i % 2;
		int py = top + i / 2;
		double part = (1 - fabs(x - px)) * (1 - fabs(y - py));
		const uint8_t *p;

		if (px < 0 || py < 0 || px >= r->width || py >= r->height)
			continue;
		p = r->rgba + (py * r->width + px) * 4;
		for (j = 0; j < 3; j++)
			sum[j] += part * p[j] * p[3];
		sum[3] += part * p[3];
	}
	for (k = 0; k < 3; k++)
		rgba[k] = (uint8_t)(sum[3] > 0 ? sum[k] / sum[3] + 0.5 : 0);
	rgba[3] = (uint8_t)(sum[3] + 0.5);
}

static void
paint_glyph(const char *text, struct raster *out)
{
	const double step = (double)STRIKE_PX / GLYPH_PX;
	struct raster glyph;
	int x, y;

	if (glyph_draw(text, "Noto Color Emoji", STRIKE_PX, &glyph) == -1)
		die_msg(EX_SOFTWARE, "cannot draw '%s'", text);
	if (raster_init(out, SIDE, SIDE) == -1)
		die_errno(EX_OSERR, "cannot draw '%s'", text);
	for (y = 0; y < SIDE; y++)
		for (x = 0; x < SIDE; x++)
			between(&glyph,
			    (x + 0.5 - SIDE / 2.0) * step + glyph.width / 2.0 -
				0.5,
			    (y + 0.5 - SIDE / 2.0) * step + glyph.height / 2.0 -
				0.5,
			    out->rgba + (y * SIDE + x) * 4);
	raster_release(&glyph);
}

static void
paint_photo(int which, struct raster *out)
{
	uint8_t *px;
	struct paint p;
	int x, y;

	if (raster_init(out, PHOTO_PX, PHOTO_PX) == -1)
		die_errno(EX_OSERR, "cannot paint");
	px = out->rgba;
	for (y = 0; y < PHOTO_PX; y++) {
		for (x = 0; x < PHOTO_PX; x++, px += 4) {
			p = photos[which](
			    (x + 0.5) / PHOTO_PX, (y + 0.5) / PHOTO_PX);
			px[0] = (uint8_t)p.r;
			px[1] = (uint8_t)p.g;
			px[2] = (uint8_t)p.b;
			px[3] = 255;
		}
	}
}

/* Put a picture into the source: SIDE x SIDE, means of light, over black. */
static void
keep(struct source *s, const struct raster *r)
{
	int n = r->width / SIDE;
	int i, j, k, x, y;

	for (i = 0; i < SIDE * SIDE; i++) {
		struct light sum = {0, 0, 0};

		for (j = 0; j < n * n; j++) {
			uint8_t rgb[3];
			const uint8_t *px;
			struct light l;

			x = i % SIDE * n + j % n;
			y = i / SIDE * n + j / n;
			px = r->rgba + (y * r->width + x) * 4;
			for (k = 0; k < 3; k++)
				rgb[k] = (uint8_t)(px[k] * px[3] / 255.0 + 0.5);
			l = light_from(rgb);
			sum.r += l.r;
			sum.g += l.g;
			sum.b += l.b;
		}
		s->light[i] = light_scale(sum, 1.0 / (n * n));
		light_rgb(s->light[i], 1, s->codes + i * 3);
	}
}

static void
save(const char *folder, const char *name, const struct raster *r)
{
	char path[4096];
	size_t len;
	void *png = png_write(r, &len);
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s.png", folder, name);
	f = fopen(path, "we");
	if (png == NULL || f == NULL || fwrite(png, 1, len, f) != len ||
	    fclose(f) == EOF)
		die_errno(EX_CANTCREAT, "cannot write '%s'", path);
	free(png);
}

/* Paint all sources; folder is NULL, or where to save them. */
static void
paint_all(const char *folder)
{
	char text[64];
	struct raster r;
	int i;

	for (i = 0; i < ALL; i++) {
		if (i < GLYPHS && fgets(text, sizeof(text), stdin) == NULL)
			die_msg(EX_DATAERR, "fewer than %d glyphs", GLYPHS);
		text[strcspn(text, "\n")] = '\0';
		if (i < GLYPHS)
			paint_glyph(text, &r);
		else
			paint_photo(i - GLYPHS, &r);
		snprintf(sources[i].name, sizeof(sources[i].name), "%c%03d",
		    i < GLYPHS ? 'g' : 'p', i < GLYPHS ? i : i - GLYPHS);
		if (folder != NULL)
			save(folder, sources[i].name, &r);
		else
			keep(&sources[i], &r);
		raster_release(&r);
	}
}

#endif /* AMB_TESTS_SOURCES_H */
