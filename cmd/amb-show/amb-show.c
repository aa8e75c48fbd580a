/*
 * amb-show - the lights in a terminal, or as a picture
 *
 * reads	a scene, a state	standard input, a file or a folder
 * writes	colours, or a PNG	standard output, or a file
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "conf/conf.h"
#include "follow.h"
#include "image/image.h"
#include "leds.h"
#include "scene/scene.h"
#include "term.h"
#include "view.h"
#include "json/msg.h"

enum { FRAME_MS = 100 }; /* of a strip that moves */
enum { ZOOM_MAX = 8, INPUT_MAX = 16 << 20 /* bytes, of which the last line */ };

struct options {
	const char *spool;
	const char *zone;
	bool follow;
	const char *png; /* a file's name, or NULL for the terminal */
	int colors;	 /* enum term_colors, -1 when not a word for them */
	int zoom;	 /* 0 when it is ours to choose */
};

static void
usage(FILE *out)
{
	fprintf(out, "usage: amb-show [-h] [-c always|auto|never] [-d spool] "
		     "[-o file] [-x zoom]\n"
		     "       [-z zone] [file]\n"
		     "       amb-show -f [-c always|auto|never] [-d spool] "
		     "[-x zoom] [-z zone]\n");
}

/* The last line that is not blank, or all when that is no JSON of its own. */
static int
take_last(struct view *v, const char *text, size_t len)
{
	const char *line;

	while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL)
		len--;
	line = memrchr(text, '\n', len);
	line = line == NULL ? text : line + 1;
	if (view_text(v, line, len - (size_t)(line - text)) == 0)
		return 0;
	return line == text ? -1 : view_text(v, text, len);
}

static void
read_stream(struct view *v, FILE *in, const char *name)
{
	char *text = malloc(INPUT_MAX);
	size_t len;

	if (text == NULL)
		die_errno(EX_OSERR, "cannot read '%s'", name);
	len = fread(text, 1, INPUT_MAX, in);
	if (ferror(in))
		die_errno(EX_IOERR, "cannot read '%s'", name);
	if (take_last(v, text, len) == -1)
		die_msg(EX_DATAERR, "cannot show '%s': %s", name, v->why);
	free(text);
}

static void
read_folder(struct view *v, const char *path)
{
	if (view_folder(v, path) == -1)
		die_msg(EX_NOINPUT, "cannot show '%s': %s", path, v->why);
}

static void
read_file(struct view *v, const char *path)
{
	struct stat st;
	FILE *in;

	if (stat(path, &st) == -1)
		die_errno(EX_NOINPUT, "cannot open '%s'", path);
	if (S_ISDIR(st.st_mode)) {
		read_folder(v, path);
		return;
	}
	in = fopen(path, "re");
	if (in == NULL)
		die_errno(EX_NOINPUT, "cannot open '%s'", path);
	read_stream(v, in, path);
	fclose(in);
}

/* For the caller to free. */
static char *
state_path(const char *zone)
{
	char *path;

	if (asprintf(&path, "%s/state/%s", conf_str(CONF_SPOOL), zone) == -1)
		die_errno(EX_OSERR, "cannot name the state");
	return path;
}

static void
read_state(struct view *v, const char *zone)
{
	char *path = state_path(zone);

	read_folder(v, path);
	free(path);
}

/* Without a name: what is piped in, else the state. */
static void
read_view(struct view *v, const struct options *opt, const char *path)
{
	int c;

	if (path != NULL && strcmp(path, "-") != 0) {
		read_file(v, path);
		return;
	}
	if (path == NULL && (opt->zone != NULL || isatty(STDIN_FILENO))) {
		read_state(v, opt->zone != NULL ? opt->zone : "main");
		return;
	}
	c = getc(stdin);
	if (c == EOF && path == NULL) {
		read_state(v, "main");
		return;
	}
	ungetc(c, stdin);
	read_stream(v, stdin, "standard input");
}

static int
write_png(const struct view *v, const char *path)
{
	FILE *out = stdout;
	struct raster r;
	size_t len;
	void *png;

	image_init(IMAGE_PAINT);
	if (leds_draw(v, &r) == -1 || (png = image_png(&r, &len)) == NULL)
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
show(const struct view *v, const struct options *opt)
{
	int zoom = opt->zoom;

	if (zoom == 0)
		zoom = v->m.width * 2 <= term_width() ? 2 : 1;
	term_show(v, opt->colors, zoom, stdout);
}

static void
new_view(struct view *v)
{
	memset(v, 0, sizeof(*v));
	v->now_ms = clock_ms();
	v->led_count = conf_int(CONF_LED_COUNT);
}

/*
 * Show the state again and again: in place, and moving, where there are
 * colours; else as a new text, after an empty line, when it has changed.
 * Returns only when it can no longer be shown.
 */
static int
follow(struct view *v, const struct options *opt)
{
	char *path = state_path(opt->zone != NULL ? opt->zone : "main");
	bool plain = opt->colors == TERM_PLAIN;
	int fd = follow_open(path);
	bool again = false;

	if (fd == -1)
		die_errno(EX_NOINPUT, "cannot follow '%s'", path);
	do {
		new_view(v);
		read_folder(v, path);
		if (!plain)
			fputs(again ? "\033[H" : "\033[H\033[2J", stdout);
		else if (again)
			putchar('\n');
		show(v, opt);
		again = true;
	} while (
	    fflush(stdout) == 0 && follow_wait(fd, plain ? -1 : FRAME_MS) == 0);
	free(path);
	return stdout_close();
}

static int
set_option(struct options *opt, int letter, char *arg)
{
	switch (letter) {
	case 'c':
		opt->colors = term_colors(arg);
		return opt->colors == -1 ? -1 : 0;
	case 'd':
		opt->spool = arg;
		return 0;
	case 'f':
		opt->follow = true;
		return 0;
	case 'o':
		opt->png = arg;
		return 0;
	case 'x':
		opt->zoom = arg[0] - '0';
		return opt->zoom >= 1 && opt->zoom <= ZOOM_MAX && !arg[1] ? 0
									  : -1;
	case 'z':
		opt->zone = arg;
		return scene_zone_valid(arg) ? 0 : -1;
	default:
		return -1;
	}
}

int
main(int argc, char *argv[])
{
	struct options opt = {.colors = term_colors("auto")};
	static struct view v;
	int letter;

	diag_init(argv[0]);
	while ((letter = getopt(argc, argv, "c:d:fho:x:z:")) != -1) {
		if (letter == 'h') {
			usage(stdout);
			return stdout_close();
		}
		if (set_option(&opt, letter, optarg) == -1) {
			usage(stderr);
			return EX_USAGE;
		}
	}
	argc -= optind;
	argv += optind;
	if (argc > 1 || (opt.follow && (argc > 0 || opt.png != NULL))) {
		usage(stderr);
		return EX_USAGE;
	}

	conf_load_or_die(opt.spool);
	if (opt.follow)
		return follow(&v, &opt);
	new_view(&v);
	read_view(&v, &opt, argv[0]);
	if (opt.png != NULL)
		return write_png(&v, opt.png);
	show(&v, &opt);
	return stdout_close();
}
