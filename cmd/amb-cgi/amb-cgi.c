/*
 * amb-cgi - the command lane: answer one HTTP request
 *
 * reads	a request		environment and standard input, as CGI
 * writes	queue/			the spool
 *		a response		standard output
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/diag.h"
#include "base/options.h"
#include "conf/conf.h"
#include "route.h"
#include "settings.h"

int
main(int argc, char *argv[])
{
	bool list = false;
	const struct option_row rows[] = {
	    {'l', NULL, NULL, "print the configuration for lighttpd", &list,
		NULL},
	    {0}};
	const struct options options = {"amb-cgi", "[-hlV]", rows, 0};
	struct request r;
	int rc;

	/* reads of the state come first */
	setpriority(PRIO_PROCESS, 0, 10);
	diag_init(argv[0]);
	signal(SIGPIPE, SIG_IGN);
	/* a web server may make arguments of what a stranger typed */
	if (getenv("GATEWAY_INTERFACE") != NULL)
		argc = 1;
	options_read(&options, argc, argv);
	request_init(&r);
	if (!list && r.method[0] == '\0')
		options_die(&options, NULL);
	conf_load_or_die(NULL);
	if (list) {
		settings_print();
		rc = stdout_close();
	} else {
		rc = reply_write(
		    route_answer(&r), strcmp(r.method, "HEAD") == 0);
	}
	request_free(&r);
	return rc;
}
