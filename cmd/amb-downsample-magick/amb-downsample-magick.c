/*
 * amb-downsample-magick - decode with ImageMagick for amb-downsample
 *
 * reads	a picture			standard input
 * writes	the bytes of a matrix, or why	standard output
 *		there is none
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/io.h"
#include "base/options.h"
#include "conf/conf.h"
#include "image/decoder_limit.h"
#include "image/image_magick.h"
#include "image/picture.h"

/* Write the matrix, or why there is none.  Returns the exit status. */
static int
reduce(const struct picture *how)
{
	char why[WHY_MAX];
	struct matrix m;
	size_t len;
	char *data = io_read_all(STDIN_FILENO, PICTURE_LEN_MAX, &len);
	int rc;

	if (data == NULL)
		die_errno(EX_IOERR, "cannot read standard input");
	rc = picture_matrix(how, &image_magick, data, len, &m, why);
	free(data);
	if (rc == 0)
		fwrite(m.rgb, 1, matrix_bytes(&m), stdout);
	else
		fputs(why, stdout);
	return rc == 0 ? EX_OK : EX_DATAERR;
}

int
main(int argc, char *argv[])
{
	struct picture how = {.fit = FIT_COVER};
	const char *grid = NULL;
	const char *fit = NULL;
	const struct option_row rows[] = {
	    {'g', NULL, "widthxheight", "LEDs, each 1 to 64", NULL, &grid},
	    {'m', NULL, "fit", FIT_WANT, NULL, &fit},
	    {'s', NULL, NULL, "saturate the colours", &how.vivid, NULL}, {0}};
	const struct options options = {"amb-downsample-magick",
	    "[-hsV] [-g widthxheight] [-m fit]", rows, 0};
	int rc, status;

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	if (grid != NULL && grid_parse(grid, &how.cols, &how.rows) == -1)
		options_die(&options, "-g must be " GRID_WANT);
	if (fit != NULL && fit_parse(fit, &how.fit) == -1)
		options_die(&options, "-m must be " FIT_WANT);

	conf_load_or_die(NULL);
	how.max_pixels = conf_int(CONF_MAX_IMAGE_PIXELS);
	if (grid == NULL)
		conf_grid(CONF_MATRIX, &how.cols, &how.rows);
	decoder_limit();
	if (image_magick_start() == -1) {
		fputs(strerror(errno), stdout);
		stdout_close();
		return EX_TEMPFAIL;
	}
	status = reduce(&how);
	rc = stdout_close();
	return rc == EX_OK ? status : rc;
}
