/*
 * amb-gc - remove what is old from a spool
 *
 * reads, removes	done/, failed/, events/, tmp/, state/ZONE/history/
 */
#include <stdbool.h>
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "conf/conf.h"
#include "prune.h"
#include "spool/spool.h"

static int
usage(FILE *out, int status)
{
	fprintf(out, "usage: amb-gc [-hnv] [-d spool]\n");
	return status;
}

int
main(int argc, char *argv[])
{
	const char *dir = NULL;
	bool verbose = false;
	bool dry = false;
	int removed = 0;
	int opt;

	diag_init(argv[0]);
	while ((opt = getopt(argc, argv, "d:hnv")) != -1) {
		switch (opt) {
		case 'd':
			dir = optarg;
			break;
		case 'h':
			return usage(stdout, EX_OK);
		case 'n':
			dry = true;
			break;
		case 'v':
			verbose = true;
			break;
		default:
			return usage(stderr, EX_USAGE);
		}
	}
	if (optind != argc)
		return usage(stderr, EX_USAGE);
	conf_load_or_die(dir);
	spool_open_or_die();
	if (prune_all(dry, &removed) == -1)
		die_errno(EX_CANTCREAT, "cannot remove all that is old");
	if (verbose)
		warn_msg("%d %s", removed, dry ? "may go" : "removed");
	return stdout_close();
}
