/*
 * amb-run - take queued scenes through the line
 *
 * reads	queue/, active/		the spool
 * writes	done/, failed/		the spool
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "conf/conf.h"
#include "spool/spool.h"
#include "workers.h"

static int
usage(FILE *out, int status)
{
	fprintf(out, "usage: amb-run [-fh] [-d spool]\n");
	return status;
}

int
main(int argc, char *argv[])
{
	const char *dir = NULL;
	bool stay = false;
	int opt;

	diag_init(argv[0]);
	while ((opt = getopt(argc, argv, "d:fh")) != -1) {
		switch (opt) {
		case 'd':
			dir = optarg;
			break;
		case 'f':
			stay = true;
			break;
		case 'h':
			return usage(stdout, EX_OK);
		default:
			return usage(stderr, EX_USAGE);
		}
	}
	if (optind != argc)
		return usage(stderr, EX_USAGE);
	conf_load_or_die(dir);
	spool_open_or_die();
	setenv("AMB_SPOOL", conf_str(CONF_SPOOL), 1); /* for the stages */
	return workers_run(stay);
}
