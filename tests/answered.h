/*
 * answered.h - the changes of a zone that writer.c has asked for.
 *
 * Whatever is wrong ends the program with status 1.
 */
#ifndef AMB_TESTS_ANSWERED_H
#define AMB_TESTS_ANSWERED_H

#include <stdbool.h>
#include <stdlib.h>

#include "base/diag.h"

enum { CLOSE = 4 }; /* changes that may be under way at once */

struct entry {
	char what; /* as in the log of writer.c */
	int n;
	bool ok;   /* it was answered */
	bool seen; /* it was done */
};

/* In the order in which they were asked for. */
struct answered {
	struct entry *list;
	int n;
	int at; /* after the last one that was answered and seen */
};

/* A list with room for one more than n. */
static void *
grown(void *list, int n, size_t size)
{
	list = (n & (n - 1)) == 0 ? realloc(list, (size_t)(n + n + 1) * size)
				  : list;
	if (list == NULL)
		die_errno(1, "no memory");
	return list;
}

static void
answered_add(struct answered *log, char what, int n)
{
	const struct entry e = {.what = what, .n = n};

	log->list = grown(log->list, log->n, sizeof(e));
	log->list[log->n++] = e;
}

static bool
is(const struct entry *e, char what, int n)
{
	return !e->seen && e->what == what && (what == 'u' || e->n == n);
}

/*
 * Whether a change that nobody waited for, and that was asked for just before
 * this one of the same part, was done: its id may be the newer one.
 */
static bool
overtaken(const struct answered *log, int i)
{
	const struct entry *e = &log->list[i];
	int j;

	for (j = i - 1; j >= 0 && j >= i - CLOSE; j--)
		if (!log->list[j].ok && log->list[j].seen &&
		    log->list[j].what == e->what)
			return true;
	return false;
}

/* The next that was answered; n when there is none. */
static int
next_due(const struct answered *log, int i)
{
	while (i < log->n && !log->list[i].ok)
		i++;
	return i;
}

/*
 * answered_match(log, zone, what, n): a change that was seen must be the next
 * that was answered, or one that was not.
 */
static void
answered_match(struct answered *log, const char *zone, char what, int n)
{
	int next = next_due(log, log->at);
	int due = next;
	int i;

	while (next < log->n && !is(&log->list[next], what, n) &&
	       overtaken(log, next))
		next = next_due(log, next + 1);
	if (next < log->n && is(&log->list[next], what, n)) {
		log->list[next].seen = true;
		log->at = next + 1;
		return;
	}
	for (i = 0; i < log->n; i++)
		if (!log->list[i].ok && is(&log->list[i], what, n)) {
			log->list[i].seen = true;
			return;
		}
	if (due < log->n)
		die_msg(1, "zone %s: change %c %d where %c %d is due", zone,
		    what, n, log->list[due].what, log->list[due].n);
	die_msg(1, "zone %s: nobody asked for change %c %d", zone, what, n);
}

/*
 * answered_check(log, zone): every change that was answered was seen.  Returns
 * how many were superseded by one that nobody waited for.
 */
static int
answered_check(const struct answered *log, const char *zone)
{
	int superseded = 0;
	int i;

	for (i = 0; i < log->n; i++)
		if (log->list[i].ok && !log->list[i].seen && overtaken(log, i))
			superseded++;
		else if (log->list[i].ok && !log->list[i].seen)
			die_msg(1, "zone %s: lost %c %d", zone,
			    log->list[i].what, log->list[i].n);
	return superseded;
}

#endif /* AMB_TESTS_ANSWERED_H */
