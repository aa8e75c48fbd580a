/*
 * amb-downsample - any picture to the pixels of an LED matrix
 *
 * reads	scenes, or a picture		standard input, or a file
 * writes	scenes with matrix, or a matrix	standard output
 */
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/options.h"
#include "conf/conf.h"
#include "downsample_scene.h"
#include "json/msg.h"
#include "scene/stage.h"
#include "source.h"

/* One picture on the command line. */
static int
reduce_file(const struct downsample *how, const char *path, bool raw)
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

int
main(int argc, char *argv[])
{
	struct downsample_options o = {.how.fit = FIT_COVER};
	struct stage stage = {.name = "downsample",
	    .timing = "downsample_s",
	    .work = downsample_scene,
	    .ctx = &o};
	const char *grid = NULL;
	const char *fit = NULL;
	const char *form = "json";
	const struct option_row rows[] = {
	    {'g', NULL, "widthxheight", "LEDs, each 1 to 64", NULL, &grid},
	    {'m', NULL, "fit", FIT_WANT, NULL, &fit},
	    {'o', NULL, "json|raw", "print the matrix as JSON or as bytes",
		NULL, &form},
	    {'s', NULL, NULL, "saturate the colours", &o.how.vivid, NULL}, {0}};
	const struct options options = {"amb-downsample",
	    "[-hsV] [-g widthxheight] [-m fit]\n"
	    "[-hsV] [-g widthxheight] [-m fit] [-o json|raw] file",
	    rows, 1};
	int operand;
	bool raw;

	diag_init(argv[0]);
	operand = options_read(&options, argc, argv);
	if (grid != NULL && grid_parse(grid, &o.how.cols, &o.how.rows) == -1)
		options_die(&options, "-g must be " GRID_WANT);
	if (fit != NULL && fit_parse(fit, &o.how.fit) == -1)
		options_die(&options, "-m must be " FIT_WANT);
	o.fit_given = fit != NULL;
	raw = strcmp(form, "raw") == 0;
	if (!raw && strcmp(form, "json") != 0)
		options_die(&options, "-o must be json or raw");
	if (raw && operand == argc)
		options_die(&options, "-o raw needs a file");

	conf_load_or_die(NULL);
	o.how.max_pixels = conf_int(CONF_MAX_IMAGE_PIXELS);
	if (grid == NULL)
		conf_grid(CONF_MATRIX, &o.how.cols, &o.how.rows);
	if (operand < argc)
		return reduce_file(&o.how, argv[operand], raw);
	return stage_main(&stage);
}
