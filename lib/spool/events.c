#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "spool/db.h"
#include "spool/events.h"
#include "spool/layout.h"
#include "spool/spool.h"
#include "spool/store.h"

enum {
	TRIM_EVERY =
	    64,		/* events between two times that old ones are removed */
	TRIM_MOST = 256 /* how many each time */
};

jv
events_make(const char *type, jv payload)
{
	return msg_obj("type", jv_string(type), "payload", payload, NULL);
}

int64_t
events_newest(void)
{
	return db_number(store_db(), 0, "SELECT max(seq) FROM event", "");
}

int64_t
events_before(const char *zone, int n)
{
	return db_number(store_db(), EVENTS_ALL,
	    "SELECT seq FROM event WHERE ? IN ('', zone) "
	    "ORDER BY seq DESC LIMIT 1 OFFSET ?",
	    "ti", zone != NULL ? zone : "", (int64_t)n);
}

static int
trim(int64_t newest, int64_t now_ms)
{
	int64_t days = (int64_t)(conf_num(CONF_KEEP_DAYS) * CLOCK_DAY_MS);
	int64_t read = db_number(store_db(), 0,
	    "SELECT coalesce(min(seq), ?) FROM cursor", "i", newest);
	int64_t keep = newest - conf_int(CONF_KEEP_EVENTS);

	return db_run(store_db(),
	    "DELETE FROM event WHERE seq < ? AND seq IN "
	    "(SELECT seq FROM event ORDER BY seq LIMIT ?) "
	    "AND (seq <= ? OR at_ms < ? OR ?)",
	    "iiiii", newest, (int64_t)TRIM_MOST, read < keep ? read : keep,
	    now_ms - days, (int64_t)store_full());
}

int64_t
events_add(const char *zone, const char *text, size_t len)
{
	int64_t now_ms = clock_ms();
	int64_t seq = db_number(store_db(), -1,
	    "INSERT INTO event (at_ms, zone, text) VALUES (?, ?, ?) "
	    "RETURNING seq",
	    "itT", now_ms, zone, text, len);

	if (seq > 0 && seq % TRIM_EVERY == 0 && trim(seq, now_ms) == -1)
		return -1;
	return seq;
}

void
events_wake(void)
{
	static int fd = -1;

	if (fd == -1)
		fd = openat(spool_fd(), SPOOL_NEWS,
		    O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
	/* what it holds does not matter */
	if (fd == -1 || pwrite(fd, "\n", 1, 0) == -1)
		warn_errno("cannot write '%s'", SPOOL_NEWS);
}

/* The number before that of the oldest event; 0 when there is none. */
static int64_t
before_oldest(void)
{
	return db_number(
	    store_db(), 0, "SELECT coalesce(min(seq), 1) - 1 FROM event", "");
}

int
events_open(struct events *e, int64_t after)
{
	char *path = spool_path(SPOOL_NEWS);
	int64_t newest;
	int fd = openat(
	    spool_fd(), SPOOL_NEWS, O_RDONLY | O_CREAT | O_CLOEXEC, 0644);

	e->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (fd != -1)
		close(fd);
	if (fd == -1 || e->fd == -1 ||
	    inotify_add_watch(e->fd, path, IN_MODIFY) == -1) {
		free(path);
		return -1;
	}
	free(path);
	newest = events_newest();
	if (after == EVENTS_NEW)
		e->at = newest;
	else if (after == EVENTS_ALL || after > newest)
		e->at = before_oldest();
	else
		e->at = after;
	return newest == -1 || e->at == -1 ? -1 : 0;
}

/* The next row, copied. */
static int
read_event(struct db_rows *rows, struct event *event)
{
	const char *text;
	int rc = rows != NULL ? db_next(rows) : -1;

	if (rc != 1)
		return rc;
	event->seq = db_int(rows, 0);
	event->at_ms = db_int(rows, 1);
	text = db_bytes(rows, 2, &event->len);
	event->text = malloc(event->len + 1);
	if (event->text == NULL)
		die_errno(EX_OSERR, "cannot read an event");
	memcpy(event->text, text, event->len + 1);
	db_end(rows);
	return 1;
}

int
events_next(struct events *e, struct event *event)
{
	char notices[4096];
	int rc;

	while (read(e->fd, notices, sizeof(notices)) > 0)
		;
	rc = read_event(db_rows(store_db(),
			    "SELECT seq, at_ms, text FROM event WHERE seq > ? "
			    "ORDER BY seq LIMIT 1",
			    "i", e->at),
	    event);
	if (rc != 1)
		return rc;
	event->lost = event->seq - e->at - 1;
	e->at = event->seq;
	return 1;
}

void
events_close(struct events *e)
{
	close(e->fd);
	e->fd = -1;
}

int64_t
events_cursor(const char *name)
{
	return db_number(store_db(), EVENTS_NEW,
	    "SELECT seq FROM cursor WHERE name = ?", "t", name);
}

int
events_keep(const char *name, int64_t at)
{
	return db_run(store_db(),
	    "INSERT INTO cursor (name, seq) VALUES (?, ?) "
	    "ON CONFLICT (name) DO UPDATE SET seq = excluded.seq",
	    "ti", name, at);
}
