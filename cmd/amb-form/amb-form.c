/*
 * amb-form - take the one file out of an uploaded body
 *
 * reads	a request body		standard input
 * writes	the file		the path of -o
 *		what it is, one object	standard output
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "conf/conf.h"
#include "form.h"
#include "json/msg.h"

static int
usage(FILE *out, int status)
{
	fprintf(out, "usage: amb-form [-h] [-t type] -o file\n");
	return status;
}

int
main(int argc, char *argv[])
{
	enum fault fault = FAULT_NONE;
	const char *type = getenv("CONTENT_TYPE");
	const char *path = NULL;
	int opt;
	int rc;

	diag_init(argv[0]);
	while ((opt = getopt(argc, argv, "ho:t:")) != -1) {
		switch (opt) {
		case 'h':
			return usage(stdout, EX_OK);
		case 'o':
			path = optarg;
			break;
		case 't':
			type = optarg;
			break;
		default:
			return usage(stderr, EX_USAGE);
		}
	}
	if (optind != argc || type == NULL || path == NULL)
		return usage(stderr, EX_USAGE);
	conf_load_or_die(NULL);
	msg_write(form_take(type, path, &fault), stdout);
	rc = stdout_close();
	return rc != EX_OK ? rc : fault_exit(fault);
}
