/*
 * options.h - the command line of every tool.
 *
 * Each tool has a table of its options.  -h (--help) and -V (--version) are not
 * in it, as every tool has them; both exit 74 when stdout cannot be written.
 */
#ifndef AMB_BASE_OPTIONS_H
#define AMB_BASE_OPTIONS_H

#include <stdbool.h>

struct option_row {
	char letter;
	const char *name;  /* its long name, or NULL */
	const char *arg;   /* the name of its argument; NULL: it takes none */
	const char *help;  /* one line, lower case */
	bool *flag;	   /* set to true when it is given; or NULL */
	const char **text; /* set to the argument; or NULL */
};

struct options {
	const char *tool;  /* "amb-run" */
	const char *usage; /* the SYNOPSIS, a line each, without the name */
	const struct option_row *rows; /* at most 29 and {0} */
	int operands_max;
};

/*
 * options_read(o, argc, argv): store the options that are given.  Returns the
 * index of the first operand.  Exits 0 after -h and -V, and 64 with the usage
 * on stderr when the command line does not fit the table.
 */
int options_read(const struct options *o, int argc, char *const *argv);

/*
 * options_die(o, fmt, ...): print the message, when fmt is not NULL, and the
 * usage on stderr, and exit 64.
 */
_Noreturn void options_die(const struct options *o, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif /* AMB_BASE_OPTIONS_H */
