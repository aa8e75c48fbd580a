/*
 * amb-downsample - any picture to the pixels of an LED matrix
 *
 * reads	scenes, or a picture		standard input, or a file
 * writes	scenes with matrix, or a matrix	standard output
 */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/options.h"
#include "conf/conf.h"
#include "downsample.h"
#include "json/msg.h"
#include "scene/stage.h"
#include "source.h"

struct settings {
	struct picture how;
	bool fit_given; /* how.fit is not replaced by a scene's image.fit */
};

/* One picture on the command line. */
static int
reduce_file(const struct picture *how, const char *path, bool raw)
{
	char why[WHY_MAX];
	enum fault fault;
	struct source s;
	struct matrix m;

	fault = strcmp(path, "-") == 0 ? source_read(&s, why)
				       : source_open(path, &s, why);
	if (fault != FAULT_NONE)
		die_msg(fault_exit(fault), "cannot read '%s': %s", path, why);
	fault = downsample(how, s.data, s.len, &m, why);
	source_release(&s);
	if (fault != FAULT_NONE)
		die_msg(fault_exit(fault), "cannot decode '%s': %s", path, why);
	if (raw)
		fwrite(m.rgb, 1, matrix_bytes(&m), stdout);
	else
		msg_write(matrix_json(&m), stdout);
	return stdout_close();
}

static enum fault
open_image(const jv *scene, struct source *s, char *why)
{
	char path[PATH_MAX];

	if (msg_str(scene, "image.path", path, sizeof(path)) > 0)
		return source_open(path, s, why);
	why_set(why, "'image.path' must name a file");
	return FAULT_INPUT;
}

static int
read_fit(const jv *scene, enum fit *fit, char *why)
{
	char name[16];

	if (!msg_has(scene, "image.fit"))
		return 0;
	msg_str(scene, "image.fit", name, sizeof(name));
	if (fit_parse(name, fit) == -1)
		return why_set(why, "'image.fit' must be " FIT_WANT);
	return 0;
}

static enum fault
reduce_scene(
    const jv *scene, const struct settings *o, struct matrix *m, char *why)
{
	struct picture how = o->how;
	struct source s;
	enum fault fault;

	if (!o->fit_given && read_fit(scene, &how.fit, why) == -1)
		return FAULT_INPUT;
	fault = open_image(scene, &s, why);
	if (fault != FAULT_NONE)
		return fault;
	fault = downsample(&how, s.data, s.len, m, why);
	source_release(&s);
	return fault;
}

/* The work of a stage: the picture of a scene becomes its matrix. */
static jv
work(jv scene, enum fault *fault, void *ctx)
{
	char why[WHY_MAX];
	struct matrix m;

	if (!scene_makes(&scene, "matrix"))
		return scene;
	scene = msg_del(scene, "matrix");
	if (!msg_has(&scene, "image.path") && scene_failed(&scene, "genimg"))
		return scene;
	*fault = reduce_scene(&scene, ctx, &m, why);
	if (*fault == FAULT_NONE)
		return msg_set(scene, "matrix", matrix_json(&m));
	return scene_fail(scene, "downsample", *fault, "picture: %s", why);
}

int
main(int argc, char *argv[])
{
	struct settings s = {.how.fit = FIT_COVER};
	struct stage stage = {.name = "downsample",
	    .timing = "downsample_s",
	    .work = work,
	    .ctx = &s};
	const char *grid = NULL;
	const char *fit = NULL;
	const char *form = "json";
	const struct option_row rows[] = {
	    {'g', NULL, "widthxheight", "LEDs, each 1 to 64", NULL, &grid},
	    {'m', NULL, "fit", FIT_WANT, NULL, &fit},
	    {'o', NULL, "json|raw", "print the matrix as JSON or as bytes",
		NULL, &form},
	    {'s', NULL, NULL, "saturate the colours", &s.how.vivid, NULL}, {0}};
	const struct options options = {"amb-downsample",
	    "[-hsV] [-g widthxheight] [-m fit]\n"
	    "[-hsV] [-g widthxheight] [-m fit] [-o json|raw] file",
	    rows, 1};
	int operand;
	bool raw;

	diag_init(argv[0]);
	operand = options_read(&options, argc, argv);
	if (grid != NULL && grid_parse(grid, &s.how.cols, &s.how.rows) == -1)
		options_die(&options, "-g must be " GRID_WANT);
	if (fit != NULL && fit_parse(fit, &s.how.fit) == -1)
		options_die(&options, "-m must be " FIT_WANT);
	s.fit_given = fit != NULL;
	raw = strcmp(form, "raw") == 0;
	if (!raw && strcmp(form, "json") != 0)
		options_die(&options, "-o must be json or raw");
	if (raw && operand == argc)
		options_die(&options, "-o raw needs a file");

	conf_load_or_die(NULL);
	s.how.max_pixels = conf_int(CONF_MAX_IMAGE_PIXELS);
	if (grid == NULL)
		conf_grid(CONF_MATRIX, &s.how.cols, &s.how.rows);
	if (operand < argc)
		return reduce_file(&s.how, argv[operand], raw);
	return stage_main(&stage);
}
