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

/* What every tool has. */
static const struct option_row common[] = {
    {'h', "help", NULL, "print this help", NULL, NULL},
    {'V', "version", NULL, "print the version", NULL, NULL},
};
enum { COMMON = sizeof(common) / sizeof(common[0]) };

static const struct option_row *
row_at(const struct options *o, size_t i)
{
	return i < o->n ? &o->rows[i] : &common[i - o->n];
}

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
print_help(const struct options *o)
{
	char text[LABEL_MAX];
	int widest = 0;
	size_t i;
	int n;

	print_usage(o, stdout);
	putchar('\n');
	for (i = 0; i < o->n + COMMON; i++) {
		n = label(row_at(o, i), text);
		widest = n > widest ? n : widest;
	}
	for (i = 0; i < o->n + COMMON; i++) {
		label(row_at(o, i), text);
		printf("  %-*s  %s\n", widest, text, row_at(o, i)->help);
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
for_getopt(const struct options *o, char *letters, struct option *names)
{
	const struct option_row *row;
	size_t i;

	for (i = 0; i < o->n + COMMON; i++) {
		row = row_at(o, i);
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
take(const struct options *o, int letter, const char *arg)
{
	size_t i = 0;

	if (letter == 'h')
		print_help(o);
	if (letter == 'V')
		printf("%s %s\n", o->tool, amb_version);
	if (letter == 'h' || letter == 'V')
		exit(stdout_close());
	while (i < o->n && o->rows[i].letter != letter)
		i++;
	if (i == o->n)
		options_die(o, NULL);
	if (o->rows[i].flag != NULL)
		*o->rows[i].flag = true;
	if (o->rows[i].text != NULL)
		*o->rows[i].text = arg;
}

int
options_read(const struct options *o, int argc, char *const *argv)
{
	char letters[2 * ROWS_MAX + 1];
	struct option names[ROWS_MAX] = {{0}};
	int letter;

	if (o->n + COMMON >= ROWS_MAX)
		abort();
	for_getopt(o, letters, names);
	while ((letter = getopt_long(argc, argv, letters, names, NULL)) != -1)
		take(o, letter, optarg);
	if (argc - optind > o->operands_max)
		options_die(o, NULL);
	return optind;
}
