/*
 * amb-downsample - any picture to the pixels of an LED matrix
 *
 * reads	scenes, or a picture	standard input, or a file
 * writes	scenes with matrix, or	standard output
 *		one matrix
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "conf/conf.h"
#include "downsample.h"
#include "scene/stage.h"
#include "json/msg.h"

enum { FILE_MAX = 64 << 20 }; /* bytes of a picture */

/* The bytes of a picture, mapped or, from a pipe, in memory. */
struct bytes {
	void *p;
	size_t len;
	bool mapped;
};

struct options {
	struct downsample how;
	bool fit_given; /* on the command line, wins over the scene's */
	bool raw;
};

static void
usage(FILE *out)
{
	fprintf(out, "usage: amb-downsample [-hs] [-g widthxheight] [-m fit]\n"
		     "       amb-downsample [-hs] [-g widthxheight] [-m fit] "
		     "[-o json|raw] file\n");
}

/* Returns NULL, or what is wrong and, in *fault, whose fault it is. */
static const char *
map_file(const char *path, struct bytes *b, enum fault *fault)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	const char *wrong = NULL;
	struct stat st;

	*fault = FAULT_NO_INPUT;
	if (fd == -1 || fstat(fd, &st) == -1) {
		wrong = strerror(errno);
	} else if (!S_ISREG(st.st_mode)) {
		wrong = "not a regular file";
	} else if (st.st_size == 0 || st.st_size > FILE_MAX) {
		*fault = FAULT_INPUT;
		wrong = st.st_size == 0 ? "empty" : "longer than 64 MiB";
	} else {
		b->mapped = true;
		b->len = (size_t)st.st_size;
		b->p = mmap(NULL, b->len, PROT_READ, MAP_PRIVATE, fd, 0);
		if (b->p == MAP_FAILED)
			wrong = strerror(errno);
	}
	if (fd != -1)
		close(fd);
	return wrong;
}

static const char *
read_stdin(struct bytes *b)
{
	b->p = malloc(FILE_MAX + 1);
	if (b->p == NULL)
		return strerror(errno);
	b->len = fread(b->p, 1, FILE_MAX + 1, stdin);
	if (ferror(stdin))
		return strerror(errno);
	if (b->len > FILE_MAX)
		return "longer than 64 MiB";
	return b->len == 0 ? "empty" : NULL;
}

static void
release(struct bytes *b)
{
	if (b->mapped)
		munmap(b->p, b->len);
	else
		free(b->p);
}

/* One picture on the command line. */
static int
one(const struct options *opt, const char *path)
{
	enum fault fault = FAULT_INPUT;
	char why[DOWNSAMPLE_WHY];
	const char *wrong;
	struct bytes b = {NULL, 0, false};
	struct matrix m;

	if (strcmp(path, "-") == 0)
		wrong = read_stdin(&b);
	else
		wrong = map_file(path, &b, &fault);
	if (wrong != NULL)
		die_msg(fault_exit(fault), "cannot read '%s': %s", path, wrong);
	fault = downsample(&opt->how, b.p, b.len, &m, why);
	release(&b);
	if (fault != FAULT_NONE)
		die_msg(fault_exit(fault), "cannot decode '%s': %s", path, why);
	if (opt->raw)
		fwrite(m.rgb, 1, matrix_bytes(&m), stdout);
	else
		msg_write(matrix_json(&m), stdout);
	return stdout_close();
}

/* The picture of a scene.  Returns NULL, or as map_file(). */
static const char *
open_image(const jv *scene, struct bytes *b, enum fault *fault)
{
	char path[PATH_MAX];

	if (msg_str(scene, "image.path", path, sizeof(path)) > 0)
		return map_file(path, b, fault);
	*fault = FAULT_INPUT;
	return "'image.path' must name a file";
}

/* How the scene wants its picture; the command line wins.  0 or -1. */
static int
choose_fit(const jv *scene, const struct options *opt, enum fit *fit)
{
	char name[16];

	if (opt->fit_given || !msg_has(scene, "image.fit"))
		return 0;
	msg_str(scene, "image.fit", name, sizeof(name));
	return fit_parse(name, fit);
}

static jv
reduce_scene(jv scene, enum fault *fault, void *ctx)
{
	const struct options *opt = ctx;
	struct downsample how = opt->how;
	char text[DOWNSAMPLE_WHY] = "'image.fit' must be " FIT_WANT;
	const char *wrong = text;
	struct bytes b;
	struct matrix m;

	if (!scene_wants(&scene, "matrix"))
		return scene;
	scene = msg_del(scene, "matrix");
	if (!msg_has(&scene, "image.path") && scene_failed(&scene, "genimg"))
		return scene;
	*fault = FAULT_INPUT;
	if (choose_fit(&scene, opt, &how.fit) == 0)
		wrong = open_image(&scene, &b, fault);
	if (wrong == NULL) {
		*fault = downsample(&how, b.p, b.len, &m, text);
		release(&b);
		if (*fault == FAULT_NONE)
			return msg_set(scene, "matrix", matrix_json(&m));
		wrong = text;
	}
	return scene_fail(scene, "downsample", *fault, "picture: %s", wrong);
}

static int
set_option(struct options *opt, int letter, const char *arg)
{
	switch (letter) {
	case 'g':
		return grid_parse(arg, &opt->how.cols, &opt->how.rows);
	case 'm':
		opt->fit_given = true;
		return fit_parse(arg, &opt->how.fit);
	case 'o':
		opt->raw = strcmp(arg, "raw") == 0;
		return opt->raw || strcmp(arg, "json") == 0 ? 0 : -1;
	case 's':
		opt->how.vivid = true;
		return 0;
	default:
		return -1;
	}
}

int
main(int argc, char *argv[])
{
	struct options opt = {.how.fit = FIT_COVER};
	struct stage stage = {
	    "downsample", "downsample_s", false, reduce_scene, &opt};
	int letter;

	diag_init(argv[0]);
	while ((letter = getopt(argc, argv, "g:hm:o:s")) != -1) {
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
	if (argc > 1 || (argc == 0 && opt.raw)) {
		usage(stderr);
		return EX_USAGE;
	}

	conf_load_or_die(NULL);
	opt.how.max_pixels = conf_int(CONF_MAX_IMAGE_PIXELS);
	if (opt.how.cols == 0)
		conf_grid(CONF_MATRIX, &opt.how.cols, &opt.how.rows);
	return argc == 1 ? one(&opt, argv[0]) : stage_main(&stage);
}
