/*
 * amb-gc - remove what is old from a spool
 *
 * reads, removes	done/, failed/, events/, tmp/, state/ZONE/history/
 */
#include <stdbool.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/options.h"
#include "conf/conf.h"
#include "prune.h"
#include "spool/spool.h"

int
main(int argc, char *argv[])
{
	const char *dir = NULL;
	bool verbose = false;
	bool dry = false;
	int removed = 0;
	const struct option_row rows[] = {
	    {'d', NULL, "spool", "use this spool, not AMB_SPOOL", NULL, &dir},
	    {'n', NULL, NULL, "remove nothing; print what would go", &dry,
		NULL},
	    {'v', NULL, NULL, "report how many were removed", &verbose, NULL},
	    {0}};
	const struct options options = {
	    "amb-gc", "[-hnvV] [-d spool]", rows, 0};

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	conf_load_or_die(dir);
	spool_open_or_die();
	if (prune_all(dry, &removed) == -1)
		die_errno(EX_CANTCREAT, "cannot remove all that is old");
	if (verbose)
		warn_msg("%d %s", removed, dry ? "may go" : "removed");
	return stdout_close();
}
