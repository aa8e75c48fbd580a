/*
 * events.h - read the events of amb-publish in order.
 *
 * The files events/SEQ.json are read one after the other from a number on.
 * inotify reports new ones; after a gap or an overflow the folder is listed, so
 * that none is missed.
 */
#ifndef AMB_SPOOL_EVENTS_H
#define AMB_SPOOL_EVENTS_H

#include <stddef.h>

#include <jv.h>

enum { EVENTS_ALL = 0, EVENTS_NEW = -1 };

struct events {
	int fd;	     /* readable when there may be more: for poll(2) */
	long at;     /* the number of the last event read */
	long newest; /* the greatest number known to be there */
};

/*
 * events_make(type, payload): the form of every event, {"type","payload"}.
 * Consumes payload.
 */
jv events_make(const char *type, jv payload);

/* events_newest(): the greatest number; 0 when there is none, -1 with errno. */
long events_newest(void);

/*
 * events_open(e, after): watch events/ and begin after that number; EVENTS_ALL
 * begins with the oldest event, EVENTS_NEW with the next that is published.  A
 * number greater than that of any event is from an earlier spool, and means
 * EVENTS_ALL.  Returns 0, or -1 with errno.
 */
int events_open(struct events *e, long after);

/*
 * events_next(e, text, len): read the next event, *len bytes of JSON without
 * the newline, and a NUL, in memory that the caller frees; e->at is then its
 * number.
 * Returns 1, 0 when there is none yet, or -1 with errno; the next call retries.
 */
int events_next(struct events *e, char **text, size_t *len);

/* events_close(e): stop watching. */
void events_close(struct events *e);

/*
 * events_cursor(name): the number that the reader of that name has stored;
 * EVENTS_NEW when there is none, or no number.
 */
long events_cursor(const char *name);

/* events_keep(name, at): store it.  Returns 0, or -1 with errno. */
int events_keep(const char *name, long at);

#endif /* AMB_SPOOL_EVENTS_H */
