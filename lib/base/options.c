#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/options.h"
#include "base/version.h"

enum { ROWS_MAX = 32, LABEL_MAX = 64 };

/* What every tool has, after its own rows. */
static const struct option_row common[] = {
    {'h', "help", NULL, "print this help", NULL, NULL},
    {'V', "version", NULL, "print the version", NULL, NULL}, {0}};

static void
print_usage(const struct options *o, FILE *out)
{
	const char *line = o->usage;
	const char *head = "usage:";
	int len;

	for (; *line != '\0'; line += len + (line[len] == '\n')) {
		len = (int)strcspn(line, "\n");
		fprintf(out, "%s %s %.*s\n", head, o->tool, len, line);
		head = "      ";
	}
}

/* "-F, --frame raw|json" */
static int
label(const struct option_row *row, char buf[LABEL_MAX])
{
	return snprintf(buf, LABEL_MAX, "-%c%s%s%s%s", row->letter,
	    row->name != NULL ? ", --" : "", row->name != NULL ? row->name : "",
	    row->arg != NULL ? " " : "", row->arg != NULL ? row->arg : "");
}

static void
print_help(const struct options *o, const struct option_row *rows)
{
	const struct option_row *row;
	char text[LABEL_MAX];
	int widest = 0;
	int n;

	print_usage(o, stdout);
	putchar('\n');
	for (row = rows; row->letter != '\0'; row++) {
		n = label(row, text);
		widest = n > widest ? n : widest;
	}
	for (row = rows; row->letter != '\0'; row++) {
		label(row, text);
		printf("  %-*s  %s\n", widest, text, row->help);
	}
}

void
options_die(const struct options *o, const char *fmt, ...)
{
	char text[256];
	va_list ap;

	if (fmt != NULL) {
		va_start(ap, fmt);
		vsnprintf(text, sizeof(text), fmt, ap);
		va_end(ap);
		warn_msg("%s", text);
	}
	print_usage(o, stderr);
	exit(EX_USAGE);
}

/* The table in the form of getopt_long(). */
static void
for_getopt(const struct option_row *row, char *letters, struct option *names)
{
	for (; row->letter != '\0'; row++) {
		*letters++ = row->letter;
		if (row->arg != NULL)
			*letters++ = ':';
		if (row->name != NULL)
			*names++ = (struct option){row->name,
			    row->arg != NULL ? required_argument : no_argument,
			    NULL, row->letter};
	}
	*letters = '\0';
}

static void
store(const struct options *o, const struct option_row *rows, int letter)
{
	const struct option_row *row = rows;

	if (letter == 'h')
		print_help(o, rows);
	if (letter == 'V')
		printf("%s %s\n", o->tool, amb_version);
	if (letter == 'h' || letter == 'V')
		exit(stdout_close());
	while (row->letter != '\0' && row->letter != letter)
		row++;
	if (row->letter == '\0')
		options_die(o, NULL);
	if (row->flag != NULL)
		*row->flag = true;
	if (row->text != NULL)
		*row->text = optarg;
}

int
options_read(const struct options *o, int argc, char *const *argv)
{
	struct option_row rows[ROWS_MAX];
	char letters[2 * ROWS_MAX + 1];
	struct option names[ROWS_MAX] = {{0}};
	size_t n = 0;
	int letter;

	while (o->rows[n].letter != '\0')
		n++;
	if (n * sizeof(rows[0]) + sizeof(common) > sizeof(rows))
		abort();
	memcpy(rows, o->rows, n * sizeof(rows[0]));
	memcpy(rows + n, common, sizeof(common));
	for_getopt(rows, letters, names);
	while ((letter = getopt_long(argc, argv, letters, names, NULL)) != -1)
		store(o, rows, letter);
	if (argc - optind > o->operands_max)
		options_die(o, NULL);
	return optind;
}
