/*
 * events.h - what amb-publish reports, in order, as it comes.
 *
 * The files events/SEQ.json are read one after the other from a number on.
 * inotify reports that there are more, but no event is missed when it does
 * not: after a gap or an overflow the folder is listed.
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

/* events_newest(): the greatest number there is; 0 for none, -1 with errno. */
long events_newest(void);

/*
 * events_open(e, after): watch events/ and begin after that number; EVENTS_ALL
 * begins with the oldest that is there, EVENTS_NEW with the next to come.  A
 * number greater than all that are there is that of an earlier spool, and
 * means EVENTS_ALL.
 * Returns 0, or -1 with errno.
 */
int events_open(struct events *e, long after);

/*
 * events_next(e, text, len): read the next event, *len bytes of JSON without
 * the newline, and a NUL, in memory that the caller frees; e->at is then its
 * number.
 * Returns 1, 0 when there is none yet, or -1 with errno; the next call tries
 * again.
 */
int events_next(struct events *e, char **text, size_t *len);

void events_close(struct events *e);

/*
 * events_cursor(name): the number that a courier of that name has kept;
 * EVENTS_NEW when it has none, or one that is no number.
 */
long events_cursor(const char *name);

/* events_keep(name, at): keep it.  Returns 0, or -1 with errno. */
int events_keep(const char *name, long at);

#endif /* AMB_SPOOL_EVENTS_H */
