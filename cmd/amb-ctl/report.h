/*
 * report.h - answers of amb-publish, for people and for cut(1).
 *
 * A row is a line of columns, which are aligned on a terminal and separated by
 * one TAB elsewhere.  No cell is empty, and none has a control character.
 */
#ifndef AMB_CTL_REPORT_H
#define AMB_CTL_REPORT_H

#include <stdbool.h>

#include <jv.h>

#include "json/text.h"

enum { REPORT_COLUMNS = 5 };

struct report_column {
	const char *path; /* of the member; NULL after the last column */
	void (*cell)(struct text *t, const jv *value);
};

struct report {
	const char *verb;
	const char *list;   /* the member that has the rows; NULL: one row */
	bool awaits_runner; /* what was asked is done by amb-run */
	struct report_column columns[REPORT_COLUMNS];
};

/* report_find(verb): that of the verb; of others, the answer as JSON. */
struct report report_find(const char *verb);

/* report_rows(r, rows, answer): rows, and those of answer.  Consumes rows. */
jv report_rows(const struct report *r, jv rows, const jv *answer);

/* report_print(r, rows): print them to standard output; times are local. */
void report_print(const struct report *r, const jv *rows);

#endif /* AMB_CTL_REPORT_H */
