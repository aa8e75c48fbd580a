/*
 * events.h - the events, in the order in which they happened.
 *
 * amb-publish adds them to the store; the others read them from a number on.
 * A file that is written to after each transaction wakes them.
 */
#ifndef AMB_SPOOL_EVENTS_H
#define AMB_SPOOL_EVENTS_H

#include <stddef.h>
#include <stdint.h>

#include <jv.h>

enum { EVENTS_ALL = 0, EVENTS_NEW = -1 };

struct events {
	int fd;	    /* readable when there may be more: for poll(2) */
	int64_t at; /* the number of the last event read */
};

struct event {
	int64_t seq;
	int64_t at_ms; /* when it happened, milliseconds since 1970 */
	int64_t lost;  /* how many before it are gone, read by nobody here */
	char *text;    /* {"type","payload"}, and a NUL; for free() */
	size_t len;    /* bytes of text */
};

/*
 * events_make(type, payload): the form of every event, {"type","payload"}.
 * Consumes payload.
 */
jv events_make(const char *type, jv payload);

/*
 * events_add(zone, text, len): add one, within a transaction.  At times it
 * removes those that are no longer kept: of those that every cursor has passed
 * all but the newest AMB_KEEP_EVENTS, all that are older than AMB_KEEP_DAYS,
 * and any when the store is full.  The newest is always kept.
 * Returns its number, or -1; see store_why().
 */
int64_t events_add(const char *zone, const char *text, size_t len);

/* events_wake(): wake those who read; after the transaction. */
void events_wake(void);

/* events_newest(): the greatest number; 0 when there is none, or -1. */
int64_t events_newest(void);

/*
 * events_before(zone, n): for events_open(), the number after which the newest
 * n events of a zone, or NULL for all, come; EVENTS_ALL when there are not so
 * many.  -1 on failure.
 */
int64_t events_before(const char *zone, int n);

/*
 * events_open(e, after): begin after that number; EVENTS_ALL begins with the
 * oldest event, EVENTS_NEW with the next that is published.  A number greater
 * than that of any event is from an earlier store, and means EVENTS_ALL.
 * Returns 0, or -1 with errno.
 */
int events_open(struct events *e, int64_t after);

/*
 * events_next(e, event): read the next event; e->at is then its number.
 * Returns 1, 0 when there is none yet, or -1; the next call retries.
 */
int events_next(struct events *e, struct event *event);

/* events_close(e): stop watching. */
void events_close(struct events *e);

/*
 * events_cursor(name): the number that the reader of that name has stored;
 * EVENTS_NEW when there is none.
 */
int64_t events_cursor(const char *name);

/* events_keep(name, at): store it.  Returns 0 or -1. */
int events_keep(const char *name, int64_t at);

#endif /* AMB_SPOOL_EVENTS_H */
