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

struct entry {
	char what; /* as in the log of writer.c */
	int n;
	bool ok;  /* it was answered */
	int seen; /* when it was done, as the how manieth change; 0: it was not
		   */
};

/* In the order in which they were asked for. */
struct answered {
	struct entry *list;
	int n;
	int at; /* after the last one that was answered and seen */
	int seen;
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
	return e->seen == 0 && e->what == what && (what == 'u' || e->n == n);
}

/* The one before i, or after it, that was answered and seen, of the same part.
 */
static const struct entry *
neighbour(const struct answered *log, int i, int step)
{
	char what = log->list[i].what;

	for (i += step; i >= 0 && i < log->n; i += step)
		if (log->list[i].ok && log->list[i].seen != 0 &&
		    log->list[i].what == what)
			return &log->list[i];
	return NULL;
}

/*
 * Whether a change that nobody waited for, and that was asked for before this
 * one of the same part, was done between its neighbours: as its id may be the
 * newer one, this one is superseded.
 */
static bool
overtaken(const struct answered *log, int i)
{
	const struct entry *before = neighbour(log, i, -1);
	const struct entry *after = neighbour(log, i, 1);
	const struct entry *e;

	for (e = log->list; e < &log->list[i]; e++)
		if (!e->ok && e->what == log->list[i].what &&
		    e->seen > (before != NULL ? before->seen : 0) &&
		    (after == NULL || e->seen < after->seen))
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

/* One that nobody waited for, of those before due. */
static bool
match_unanswered(struct answered *log, char what, int n, int due)
{
	int i;

	for (i = 0; i < due; i++)
		if (!log->list[i].ok && is(&log->list[i], what, n)) {
			log->list[i].seen = ++log->seen;
			return true;
		}
	return false;
}

/*
 * answered_match(log, zone, what, n): a change that was seen must be the next
 * that was answered, or one that was not, or come after some that were
 * superseded.
 */
static void
answered_match(struct answered *log, const char *zone, char what, int n)
{
	int due = next_due(log, log->at);
	int next = due;

	if ((due == log->n || !is(&log->list[due], what, n)) &&
	    (match_unanswered(log, what, n, due) ||
		match_unanswered(log, what, n, log->n)))
		return;
	while (next < log->n && !is(&log->list[next], what, n) &&
	       overtaken(log, next))
		next = next_due(log, next + 1);
	if (next < log->n && is(&log->list[next], what, n)) {
		log->list[next].seen = ++log->seen;
		log->at = next + 1;
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
		if (log->list[i].ok && log->list[i].seen == 0 &&
		    overtaken(log, i))
			superseded++;
		else if (log->list[i].ok && log->list[i].seen == 0)
			die_msg(1, "zone %s: lost %c %d", zone,
			    log->list[i].what, log->list[i].n);
	return superseded;
}

#endif /* AMB_TESTS_ANSWERED_H */
