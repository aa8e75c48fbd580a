/*
 * amb-genimg - make the picture that a plan asks for
 *
 * reads	scenes, with "plan.matrix"	standard input
 * writes	done/ID/image.*			the spool
 *		scenes, with "image"		standard output
 */
#include <stdbool.h>
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "conf/conf.h"
#include "genimg.h"
#include "scene/stage.h"
#include "spool/spool.h"

static int
usage(FILE *out, int status)
{
	fprintf(out, "usage: amb-genimg [-hn] [-d spool]\n");
	return status;
}

int
main(int argc, char *argv[])
{
	bool dry = false;
	struct stage stage = {.name = "genimg",
	    .timing = "genimg_s",
	    .work = genimg,
	    .ctx = &dry};
	const char *dir = NULL;
	int opt;

	diag_init(argv[0]);
	while ((opt = getopt(argc, argv, "d:hn")) != -1) {
		switch (opt) {
		case 'd':
			dir = optarg;
			break;
		case 'h':
			return usage(stdout, EX_OK);
		case 'n':
			dry = true;
			break;
		default:
			return usage(stderr, EX_USAGE);
		}
	}
	if (optind != argc)
		return usage(stderr, EX_USAGE);
	if (dry)
		stage.timing = NULL; /* it is no scene that comes out */
	conf_load_or_die(dir);
	spool_open_or_die();
	return stage_main(&stage);
}
