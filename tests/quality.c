/*
 * quality - what amb-downsample makes of pictures, in figures
 *
 * quality write folder <glyphs.txt	paints the sources there, NAME.png
 * quality score folder <glyphs.txt	reads what the tool made of each,
 *					NAME.rgb, .vivid of -s, .jpeg of a JPEG
 *
 * Exits 1 when a bar is missed; scripts/quality calls both.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "codes.h"
#include "conf/conf.h"
#include "scielab.h"
#include "sources.h"

enum { BYTES = CELLS * CELLS * 3 };

/* The ways to reduce that are compared; OURS* are read from files. */
enum way { OURS, OURS_JPEG, LANCZOS, BOX, WAYS };

struct tally {
	double apart[2]; /* sums: glyphs, photos */
	int outside, empty, stray, values;
};

static bool
load(const char *folder, const char *name, const char *kind, uint8_t *rgb)
{
	char path[4096];
	FILE *f;
	size_t n;

	snprintf(path, sizeof(path), "%s/%s.%s", folder, name, kind);
	f = fopen(path, "re");
	if (f == NULL)
		return false;
	n = fread(rgb, 1, BYTES, f);
	fclose(f);
	if (n != BYTES)
		die_msg(EX_DATAERR, "'%s' is short", path);
	return true;
}

/* The matrix as SIDE x SIDE pixels of light, seen from afar. */
static void
scielab_matrix(const uint8_t *rgb, struct scielab *out)
{
	static struct light light[SIDE * SIDE];
	int x, y;

	for (y = 0; y < SIDE; y++)
		for (x = 0; x < SIDE; x++)
			light[y * SIDE + x] =
			    light_from(rgb + (y / CELL * CELLS + x / CELL) * 3);
	scielab(light, out);
}

/* Values that no pixel of the cell reaches, and light where there is none. */
static void
count_false(const struct source *s, const uint8_t *rgb, struct tally *t)
{
	const uint8_t *px;
	int i, j, c, low, high, most;

	for (i = 0; i < CELLS * CELLS; i++) {
		most = 0;
		for (c = 0; c < 3; c++) {
			low = 255;
			high = 0;
			for (j = 0; j < CELL * CELL; j++) {
				px = s->codes + c +
				     ((i / CELLS * CELL + j / CELL) * SIDE +
					 i % CELLS * CELL + j % CELL) *
					 3;
				low = *px < low ? *px : low;
				high = *px > high ? *px : high;
			}
			t->outside +=
			    rgb[i * 3 + c] < low || rgb[i * 3 + c] > high;
			t->values++;
			most = high > most ? high : most;
		}
		t->empty += most == 0;
		t->stray += most == 0 &&
			    (rgb[i * 3] | rgb[i * 3 + 1] | rgb[i * 3 + 2]) != 0;
	}
}

/* Which of the glyphs' sources looks most like that matrix. */
static int
recognise(const struct scielab *seen)
{
	double least = 1e9, d;
	int best = -1, i;

	for (i = 0; i < GLYPHS; i++) {
		d = scielab_difference(seen, &sources[i].seen);
		if (d < least) {
			least = d;
			best = i;
		}
	}
	return best;
}

/* The turn of hue of a saturated cell, in degrees; -1 for a greyish one. */
static double
hue_shift(const uint8_t *from, const uint8_t *to)
{
	struct lab p = lab_of(light_from(from));
	struct lab q = lab_of(light_from(to));
	double d = fabs(hue_degrees(p.b, p.a) - hue_degrees(q.b, q.a));

	if (hypot(p.a, p.b) < 8)
		return -1;
	return d > 180 ? 360 - d : d;
}

static void
add_hue_shifts(const uint8_t *from, const uint8_t *to, double *sum, int *n)
{
	double d;
	int i;

	for (i = 0; i < BYTES; i += 3) {
		d = hue_shift(from + i, to + i);
		if (d >= 0) {
			*sum += d;
			++*n;
		}
	}
}

static bool
bar(const char *what, double value, double limit, bool at_least)
{
	bool met = at_least ? value >= limit : value <= limit;

	printf("%-44s %8.2f  %s %.2f  %s\n", what, value,
	    at_least ? ">=" : "<=", limit, met ? "met" : "MISSED");
	return met;
}

static void
print_table(const struct tally *t)
{
	static const char *const names[WAYS] = {"amb-downsample",
	    "amb-downsample, JPEG", "Lanczos, sRGB codes", "box, sRGB codes"};
	int i;

	printf("%-24s %8s %8s %9s %9s\n", "", "glyphs", "photos", "outside %",
	    "stray %");
	for (i = 0; i < WAYS; i++) {
		printf("%-24s ", names[i]);
		if (i == OURS_JPEG) {
			printf("%8s %8.2f\n", "", t[i].apart[1] / PHOTOS);
			continue;
		}
		printf("%8.2f %8.2f %9.2f %9.2f\n", t[i].apart[0] / GLYPHS,
		    t[i].apart[1] / PHOTOS, 100.0 * t[i].outside / t[i].values,
		    100.0 * t[i].stray / t[i].empty);
	}
}

static bool
matrix_of(
    enum way way, const char *folder, const struct source *s, uint8_t *rgb)
{
	if (way == OURS)
		return load(folder, s->name, "rgb", rgb);
	if (way == OURS_JPEG)
		return load(folder, s->name, "jpeg", rgb);
	codes_reduce(way == LANCZOS, s->codes, rgb);
	return true;
}

static int
score(const char *folder)
{
	static struct tally t[WAYS];
	uint8_t rgb[BYTES], more[BYTES];
	struct scielab seen;
	double turned = 0;
	int known = 0, hues = 0, i, way;
	bool ok = true;

	for (i = 0; i < ALL; i++)
		scielab(sources[i].light, &sources[i].seen);
	for (i = 0; i < ALL; i++) {
		for (way = 0; way < WAYS; way++) {
			if (!matrix_of(way, folder, &sources[i], rgb))
				continue;
			scielab_matrix(rgb, &seen);
			t[way].apart[i >= GLYPHS] +=
			    scielab_difference(&seen, &sources[i].seen);
			count_false(&sources[i], rgb, &t[way]);
			known += way == OURS && recognise(&seen) == i;
			if (way == OURS &&
			    load(folder, sources[i].name, "vivid", more))
				add_hue_shifts(rgb, more, &turned, &hues);
		}
	}
	print_table(t);
	putchar('\n');
	ok &= bar("glyphs, mean CIEDE2000", t[OURS].apart[0] / GLYPHS, 1.5, 0);
	ok &= bar("photos, mean CIEDE2000", t[OURS].apart[1] / PHOTOS, 1.5, 0);
	ok &= bar("glyphs, ratio to Lanczos",
	    t[OURS].apart[0] / t[LANCZOS].apart[0], 1, 0);
	ok &= bar("values outside the source's range", t[OURS].outside, 0, 0);
	ok &= bar("lit LEDs where the source is empty", t[OURS].stray, 0, 0);
	ok &= bar(
	    "glyphs that find their source, %", 100.0 * known / GLYPHS, 95, 1);
	ok &= bar("turn of hue by -s, mean degrees",
	    hues > 0 ? turned / hues : 360, 3, 0);
	return ok ? 0 : 1;
}

int
main(int argc, char *argv[])
{
	diag_init(argv[0]);
	if (argc != 3 ||
	    (strcmp(argv[1], "write") != 0 && strcmp(argv[1], "score") != 0)) {
		fprintf(
		    stderr, "usage: quality write|score folder <glyphs.txt\n");
		return EX_USAGE;
	}
	conf_load_or_die(NULL);
	paint_all(strcmp(argv[1], "write") == 0 ? argv[2] : NULL);
	return strcmp(argv[1], "score") == 0 ? score(argv[2]) : 0;
}
