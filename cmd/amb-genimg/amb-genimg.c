/*
 * amb-genimg - make the picture that a plan asks for
 *
 * reads	scenes, with plan.matrix	standard input
 * writes	done/ID/image.*			the spool
 *		scenes, with image		standard output
 */
#include <stdbool.h>

#include "base/diag.h"
#include "base/options.h"
#include "conf/conf.h"
#include "genimg.h"
#include "scene/stage.h"
#include "spool/spool.h"

int
main(int argc, char *argv[])
{
	bool dry = false;
	const char *dir = NULL;
	struct stage stage = {.name = "genimg",
	    .timing = "genimg_s",
	    .work = genimg,
	    .ctx = &dry};
	const struct option_row rows[] = {
	    {'d', NULL, "spool", "use this spool, not AMB_SPOOL", NULL, &dir},
	    {'n', NULL, NULL, "print the first helper's request, make nothing",
		&dry, NULL},
	    {0}};
	const struct options options = {
	    "amb-genimg", "[-hnV] [-d spool]", rows, 0};

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	if (dry)
		stage.timing = NULL; /* what comes out is no scene */
	conf_load_or_die(dir);
	spool_open_or_die();
	return stage_main(&stage);
}
