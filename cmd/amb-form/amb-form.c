/*
 * amb-form - take the one file out of an uploaded body
 *
 * reads	a request body		standard input
 * writes	the file		the path of -o
 *		what it is, one object	standard output
 */
#include <stdlib.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/options.h"
#include "conf/conf.h"
#include "form.h"
#include "json/msg.h"

int
main(int argc, char *argv[])
{
	enum fault fault = FAULT_NONE;
	const char *type = getenv("CONTENT_TYPE");
	const char *path = NULL;
	const struct option_row rows[] = {
	    {'o', NULL, "file", "write the file of the body here", NULL, &path},
	    {'t', NULL, "type",
		"the Content-Type of the body, instead of CONTENT_TYPE", NULL,
		&type},
	    {0}};
	const struct options options = {
	    "amb-form", "[-hV] [-t type] -o file", rows, 0};
	int rc;

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	if (path == NULL)
		options_die(&options, "-o is missing");
	if (type == NULL)
		options_die(&options, "neither -t nor CONTENT_TYPE is given");
	conf_load_or_die(NULL);
	msg_write(form_take(type, path, &fault), stdout);
	rc = stdout_close();
	return rc != EX_OK ? rc : fault_exit(fault);
}
