#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cell.h"
#include "json/msg.h"
#include "report.h"

enum { GAP = 2 /* between columns of a terminal */ };

static const struct report reports[] = {
    {"power", NULL, false, {{"power", cell_power}}},
    {"scenes", "scenes", false,
	{{"name", cell_text}, {"updated_at_ms", cell_time},
	    {"instruction", cell_text}}},
    {"timer_add", NULL, true,
	{{"timer.id", cell_text}, {"timer.due_ms", cell_time}}},
    {"timers", "timers", false,
	{{"id", cell_text}, {"due_ms", cell_time}, {"repeat", cell_words},
	    {"zone", cell_text}, {"instruction", cell_text}}},
    {"zones", "zones", false,
	{{"zone", cell_text}, {"updated_at_ms", cell_time}, {"power", cell_lit},
	    {"instruction", cell_text}}},
};

struct report
report_find(const char *verb)
{
	size_t i;

	for (i = 0; i < sizeof(reports) / sizeof(reports[0]); i++)
		if (strcmp(reports[i].verb, verb) == 0)
			return reports[i];
	return (struct report){.verb = verb, .columns = {{"", cell_json}}};
}

jv
report_rows(const struct report *r, jv rows, const jv *answer)
{
	jv list;

	if (r->list == NULL)
		return jv_array_append(rows, jv_copy(*answer));
	list = msg_get_kind(answer, r->list, JV_KIND_ARRAY);
	return jv_is_valid(list) ? jv_array_concat(rows, list) : rows;
}

static bool
has_column(const struct report *r, int column)
{
	return column < REPORT_COLUMNS && r->columns[column].path != NULL;
}

static void
make_cell(const struct report *r, int column, const jv *row, struct text *t)
{
	const struct report_column *c = &r->columns[column];
	jv value = msg_get(row, c->path);

	text_clear(t);
	c->cell(t, &value);
	if (t->len == 0)
		text_str(t, "-");
	jv_free(value);
}

static int
cell_columns(const struct report *r, int column, const jv *rows)
{
	struct text t = {.len = 0};
	int widest = 0;
	int i, n;
	jv row;

	for (i = 0; i < msg_len(rows); i++) {
		row = msg_at(rows, i);
		make_cell(r, column, &row, &t);
		n = cell_width(t.data);
		widest = n > widest ? n : widest;
		jv_free(row);
	}
	text_free(&t);
	return widest;
}

/* widths is NULL when the columns are not aligned. */
static void
print_row(const struct report *r, const int *widths, const jv *row)
{
	struct text t = {.len = 0};
	int i;

	for (i = 0; has_column(r, i); i++) {
		make_cell(r, i, row, &t);
		fputs(t.data, stdout);
		if (!has_column(r, i + 1))
			putchar('\n');
		else if (widths == NULL)
			putchar('\t');
		else
			printf("%*s", widths[i] - cell_width(t.data) + GAP, "");
	}
	text_free(&t);
}

void
report_print(const struct report *r, const jv *rows)
{
	bool aligned = isatty(STDOUT_FILENO) != 0;
	int widths[REPORT_COLUMNS];
	int i;
	jv row;

	setlocale(LC_CTYPE, "C.UTF-8"); /* for cell_width() */
	for (i = 0; aligned && has_column(r, i); i++)
		widths[i] = cell_columns(r, i, rows);
	for (i = 0; i < msg_len(rows); i++) {
		row = msg_at(rows, i);
		print_row(r, aligned ? widths : NULL, &row);
		jv_free(row);
	}
}
