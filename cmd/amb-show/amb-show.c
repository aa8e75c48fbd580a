/*
 * amb-show - the lights in a terminal, or as a picture
 *
 * reads	a scene, a state	standard input, a file or a folder
 * writes	colours, or a PNG	standard output, or a file
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/options.h"
#include "conf/conf.h"
#include "follow.h"
#include "image/png_write.h"
#include "input.h"
#include "leds.h"
#include "scene/scene.h"
#include "term.h"
#include "view.h"

enum { FRAME_MS = 100 /* of a strip that moves */, ZOOM_MAX = 8 };

struct show {
	const char *spool;
	const char *zone;
	bool follow;
	const char *png;  /* a file's name, or NULL for the terminal */
	const char *path; /* the input, or NULL */
	int colors;	  /* enum term_colors */
	int zoom;	  /* columns an LED, 0 for what fits */
};

static int
write_png(const struct view *v, const char *path)
{
	FILE *out = stdout;
	struct raster r;
	size_t len;
	void *png;

	if (leds_draw(v, &r) == -1 || (png = png_write(&r, &len)) == NULL)
		die_msg(EX_OSERR, "cannot draw '%s'", path);
	if (strcmp(path, "-") != 0)
		out = fopen(path, "we");
	if (out == NULL)
		die_errno(EX_CANTCREAT, "cannot create '%s'", path);
	fwrite(png, 1, len, out);
	if (out != stdout && (ferror(out) | fclose(out)) != 0)
		die_errno(EX_CANTCREAT, "cannot write '%s'", path);
	free(png);
	raster_release(&r);
	return stdout_close();
}

static void
write_text(const struct view *v, const struct show *show)
{
	int zoom = show->zoom;

	if (zoom == 0)
		zoom = v->matrix.width * 2 <= term_width() ? 2 : 1;
	term_show(v, show->colors, zoom, stdout);
}

/*
 * Show the state again and again: in place, and moving, where there are
 * colours; else as a new text, after an empty line, when it has changed.
 * Returns only when it can no longer be shown.
 */
static int
follow(struct view *v, const struct show *show)
{
	char *path = input_state_path(show->zone);
	bool plain = show->colors == TERM_PLAIN;
	int fd = follow_open(path);
	bool again = false;

	if (fd == -1)
		die_errno(EX_NOINPUT, "cannot follow '%s'", path);
	do {
		view_init(v);
		input_folder(v, path);
		if (!plain)
			fputs(again ? "\033[H" : "\033[H\033[2J", stdout);
		else if (again)
			putchar('\n');
		write_text(v, show);
		again = true;
	} while (
	    fflush(stdout) == 0 && follow_wait(fd, plain ? -1 : FRAME_MS) == 0);
	free(path);
	return stdout_close();
}

/* One digit, 1 to ZOOM_MAX; else 0. */
static int
parse_zoom(const char *text)
{
	int zoom = text[0] - '0';

	return zoom >= 1 && zoom <= ZOOM_MAX && text[1] == '\0' ? zoom : 0;
}

static void
read_options(struct show *show, int argc, char *const *argv)
{
	const char *when = "auto";
	const char *zoom = NULL;
	const struct option_row rows[] = {
	    {'c', NULL, "always|auto|never", "use colours", NULL, &when},
	    {'d', NULL, "spool", "use this spool, not AMB_SPOOL", NULL,
		&show->spool},
	    {'f', NULL, NULL, "follow the state", &show->follow, NULL},
	    {'o', NULL, "file", "write a PNG", NULL, &show->png},
	    {'x', NULL, "zoom", "columns for each LED, 1 to 8", NULL, &zoom},
	    {'z', NULL, "zone", "show the state of this zone", NULL,
		&show->zone},
	    {0}};
	const struct options options = {"amb-show",
	    "[-hV] [-c always|auto|never] [-d spool] [-o file] [-x zoom] "
	    "[-z zone] [file]\n"
	    "-f [-c always|auto|never] [-d spool] [-x zoom] [-z zone]",
	    rows, 1};
	int operand = options_read(&options, argc, argv);

	show->path = argv[operand];
	show->colors = term_colors(when);
	if (show->colors == -1)
		options_die(&options, "-c must be always, auto or never");
	if (zoom != NULL && (show->zoom = parse_zoom(zoom)) == 0)
		options_die(&options, "-x must be 1 to %d", ZOOM_MAX);
	if (show->zone != NULL && !scene_zone_valid(show->zone))
		options_die(&options, "-z must be " SCENE_ZONE_WANT);
	if (show->follow && (show->path != NULL || show->png != NULL))
		options_die(&options, "-f takes neither a file nor -o");
}

int
main(int argc, char *argv[])
{
	static struct view v;
	struct show show = {0};

	diag_init(argv[0]);
	read_options(&show, argc, argv);
	conf_load_or_die(show.spool);
	if (show.follow)
		return follow(&v, &show);
	view_init(&v);
	input_read(&v, show.path, show.zone);
	if (show.png != NULL)
		return write_png(&v, show.png);
	write_text(&v, &show);
	return stdout_close();
}
