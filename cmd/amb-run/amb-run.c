/*
 * amb-run - take scenes through the line
 *
 * reads	queue/, active/		the spool
 *		with -1 scenes or texts	standard input
 * writes	done/, failed/		the spool
 *		with -1 the scenes	standard output
 */
#include <stdbool.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/options.h"
#include "conf/conf.h"
#include "once.h"
#include "spool/spool.h"
#include "workers.h"

int
main(int argc, char *argv[])
{
	const char *dir = NULL;
	bool once = false;
	bool stay = false;
	const struct option_row rows[] = {
	    {'1', NULL, NULL,
		"take standard input through the line, not queue/", &once,
		NULL},
	    {'d', NULL, "spool", "use this spool, not AMB_SPOOL", NULL, &dir},
	    {'f', NULL, NULL, "stay and wait for jobs", &stay, NULL}, {0}};
	const struct options options = {
	    "amb-run", "[-1fhV] [-d spool]", rows, 0};

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	if (once && stay)
		options_die(&options, "-1 and -f exclude each other");
	conf_load_or_die(dir);
	spool_open_or_die();
	setenv("AMB_SPOOL", conf_str(CONF_SPOOL), 1); /* for the stages */
	return once ? once_run() : workers_run(stay);
}
