#include <errno.h>
#include <limits.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "json/msg.h"
#include "spool/events.h"
#include "spool/layout.h"
#include "spool/spool.h"

enum { CURSOR_MAX = 32 }; /* bytes */

/*
 * List the folder: *newest is the greatest number, 0 when there is none; *next
 * the least that is greater than after, 0 likewise.
 */
static int
scan(long after, long *next, long *newest)
{
	char **names;
	int n = spool_list(SPOOL_EVENTS, &names);
	long at;
	int i;

	*next = 0;
	*newest = 0;
	if (n == -1)
		return -1;
	for (i = n - 1; i >= 0; i--) {
		at = layout_seq(names[i]);
		if (at > *newest)
			*newest = at;
		if (at > after)
			*next = at;
	}
	spool_list_free(names, n);
	return 0;
}

/*
 * amb-publish continues from the greatest number, so a number that is not
 * greater than the one before means that the folder was emptied.
 */
static void
observe(struct events *e, long n)
{
	if (n <= e->newest)
		e->at = n - 1;
	e->newest = n;
}

/* Read what inotify has.  Returns whether it had anything. */
static bool
read_notices(struct events *e)
{
	alignas(struct inotify_event) char buf[8192];
	const struct inotify_event *ev;
	bool any = false;
	ssize_t len;
	char *p;
	long next;
	long n;

	while ((len = read(e->fd, buf, sizeof(buf))) > 0) {
		any = true;
		for (p = buf; p < buf + len; p += sizeof(*ev) + ev->len) {
			ev = (const struct inotify_event *)(void *)p;
			n = ev->len > 0 ? layout_seq(ev->name) : -1;
			if (n > 0)
				observe(e, n);
			if ((ev->mask & IN_Q_OVERFLOW) != 0)
				scan(e->at, &next, &e->newest);
		}
	}
	return any;
}

jv
events_make(const char *type, jv payload)
{
	return msg_obj("type", jv_string(type), "payload", payload, NULL);
}

long
events_newest(void)
{
	long newest;
	long next;

	return scan(0, &next, &newest) == -1 ? -1 : newest;
}

int
events_open(struct events *e, long after)
{
	char *path = spool_path(SPOOL_EVENTS);
	long next;

	e->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (e->fd == -1 || inotify_add_watch(e->fd, path, IN_MOVED_TO) == -1) {
		free(path);
		return -1;
	}
	free(path);
	e->at = LONG_MAX;
	do {
		if (scan(0, &next, &e->newest) == -1)
			return -1;
	} while (read_notices(e));
	if (after == EVENTS_NEW)
		e->at = e->newest;
	else
		e->at = after > e->newest ? EVENTS_ALL : after;
	return 0;
}

static char *
read_event(long n, size_t *len)
{
	char name[SPOOL_NAME_MAX];
	char *text = spool_read(layout_event(name, n), MSG_MAX, len);

	if (text != NULL && *len > 0 && text[*len - 1] == '\n')
		text[--*len] = '\0';
	return text;
}

int
events_next(struct events *e, char **text, size_t *len)
{
	long next;

	read_notices(e);
	while (e->at < e->newest) {
		*text = read_event(e->at + 1, len);
		if (*text != NULL) {
			e->at++;
			return 1;
		}
		if (errno != ENOENT || scan(e->at, &next, &e->newest) == -1)
			return -1;
		if (next > 0)
			e->at = next - 1; /* amb-gc removed those between */
	}
	return 0;
}

void
events_close(struct events *e)
{
	close(e->fd);
	e->fd = -1;
}

long
events_cursor(const char *name)
{
	char file[SPOOL_NAME_MAX];
	size_t len;
	char *text =
	    spool_read(layout_in(file, SPOOL_CURSOR, name), CURSOR_MAX, &len);
	char *end;
	long at;

	if (text == NULL)
		return EVENTS_NEW;
	at = strtol(text, &end, 10);
	if (end == text || at < 0)
		at = EVENTS_NEW;
	free(text);
	return at;
}

int
events_keep(const char *name, long at)
{
	char file[SPOOL_NAME_MAX];
	char text[CURSOR_MAX];
	int len = snprintf(text, sizeof(text), "%ld\n", at);

	return spool_put(
	    layout_in(file, SPOOL_CURSOR, name), text, (size_t)len);
}
