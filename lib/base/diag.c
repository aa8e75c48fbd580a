#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"

static const char *progname = "amb";

static void
vwarn(int err, const char *fmt, va_list ap)
{
	char line[1024];
	char *p;

	vsnprintf(line, sizeof(line), fmt, ap);
	for (p = line; *p != '\0'; p++)
		if (iscntrl((unsigned char)*p))
			*p = '?';
	if (err != 0)
		fprintf(stderr, "%s: %s: %s\n", progname, line, strerror(err));
	else
		fprintf(stderr, "%s: %s\n", progname, line);
}

void
diag_init(const char *argv0)
{
	const char *slash = strrchr(argv0, '/');

	progname = slash != NULL ? slash + 1 : argv0;
}

void
warn_errno(const char *fmt, ...)
{
	int err = errno;
	va_list ap;

	va_start(ap, fmt);
	vwarn(err, fmt, ap);
	va_end(ap);
}

void
warn_msg(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vwarn(0, fmt, ap);
	va_end(ap);
}

void
die_errno(int code, const char *fmt, ...)
{
	int err = errno;
	va_list ap;

	va_start(ap, fmt);
	vwarn(err, fmt, ap);
	va_end(ap);
	exit(code);
}

void
die_msg(int code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vwarn(0, fmt, ap);
	va_end(ap);
	exit(code);
}

int
stdout_close(void)
{
	int bad = ferror(stdout);

	if (fclose(stdout) == EOF || bad) {
		warn_errno("cannot write standard output");
		return EX_IOERR;
	}
	return EX_OK;
}
