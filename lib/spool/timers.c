#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "json/msg.h"
#include "json/text.h"
#include "spool/db.h"
#include "spool/layout.h"
#include "spool/spool.h"
#include "spool/store.h"
#include "spool/timers.h"

/* One that was removed has no zone. */
#define COLUMNS "SELECT id, zone, instruction, due_ms, at, repeat, tz, job "

enum { LIST_BYTES = MSG_MAX / 2 };

/* A text, NULL when msg has none, that the caller frees. */
static char *
text_of(const jv *msg, const char *name)
{
	jv value = msg_get(msg, name);

	if (msg_has(&value, ""))
		return msg_text(value, NULL);
	jv_free(value);
	return NULL;
}

int
timers_add(const jv *timer)
{
	char *texts[6] = {msg_strdup(timer, "id"), msg_strdup(timer, "zone"),
	    msg_strdup(timer, "instruction"), msg_strdup(timer, "at"),
	    text_of(timer, "repeat"), msg_strdup(timer, "tz")};
	int64_t due_ms = 0;
	int rc;
	int i;

	msg_i64(timer, "due_ms", &due_ms);
	rc = db_run(store_db(),
	    "INSERT INTO timer (id, zone, instruction, due_ms, at, repeat, tz) "
	    "VALUES (?, ?, ?, ?, nullif(?, ''), nullif(?, ''), nullif(?, ''))",
	    "tttittt", texts[0], texts[1], texts[2], due_ms,
	    texts[3] != NULL ? texts[3] : "", texts[4] != NULL ? texts[4] : "",
	    texts[5] != NULL ? texts[5] : "");
	for (i = 0; i < 6; i++)
		free(texts[i]);
	return rc;
}

int64_t
timers_count(void)
{
	return db_number(
	    store_db(), 0, "SELECT count(*) FROM timer WHERE zone <> ''", "");
}

int64_t
timers_next(void)
{
	return db_number(store_db(), INT64_MAX,
	    "SELECT due_ms FROM timer WHERE zone <> '' "
	    "ORDER BY due_ms LIMIT 1",
	    "");
}

int64_t
timers_due_ms(const char *id)
{
	return db_number(
	    store_db(), 0, "SELECT due_ms FROM timer WHERE id = ?", "t", id);
}

static jv
set_text(jv timer, const char *name, struct db_rows *rows, int column)
{
	size_t len;
	const char *text = db_bytes(rows, column, &len);

	return len == 0 ? timer
			: msg_set(timer, name, jv_string_sized(text, (int)len));
}

/* repeat is JSON. */
static jv
set_repeat(jv timer, struct db_rows *rows, int column)
{
	struct text t = {.len = 0};
	size_t len;
	const char *json = db_bytes(rows, column, &len);
	jv msg;

	if (len == 0)
		return timer;
	text_str(&t, "{\"repeat\":");
	text_add(&t, json, len);
	text_str(&t, "}");
	msg = msg_parse(t.data, t.len);
	timer = msg_copy_member(timer, &msg, "repeat");
	jv_free(msg);
	text_free(&t);
	return timer;
}

static jv
read_row(struct db_rows *rows)
{
	jv t = jv_object();

	t = set_text(t, "id", rows, 0);
	t = set_text(t, "zone", rows, 1);
	t = set_text(t, "instruction", rows, 2);
	t = msg_set(t, "due_ms", jv_number((double)db_int(rows, 3)));
	t = set_text(t, "at", rows, 4);
	t = set_repeat(t, rows, 5);
	t = set_text(t, "tz", rows, 6);
	return set_text(t, "job", rows, 7);
}

/* All of rows, which may be NULL. */
static jv
read_rows(struct db_rows *rows)
{
	jv list = jv_array();
	int rc = -1;

	while (rows != NULL && (rc = db_next(rows)) == 1)
		list = jv_array_append(list, read_row(rows));
	if (rc == 0)
		return list;
	jv_free(list);
	return msg_bad("%s", store_why());
}

/* The list without "job", and with null for what a timer has not. */
static jv
shown(jv timer)
{
	static const char *const names[] = {"at", "repeat", "tz"};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		timer = msg_set(timer, names[i], msg_or_null(&timer, names[i]));
	return msg_del(timer, "job");
}

static jv
place_of(const jv *timer)
{
	char id[ULID_LEN + 1];
	char place[64];
	int64_t due_ms = 0;

	msg_str(timer, "id", id, sizeof(id));
	msg_i64(timer, "due_ms", &due_ms);
	snprintf(place, sizeof(place), "%020lld.%s", (long long)due_ms, id);
	return jv_string(place);
}

jv
timers_list(const char *zone, const char *after, jv *next)
{
	struct db_rows *rows = db_rows(store_db(),
	    COLUMNS "FROM timer WHERE zone <> '' AND ? IN ('', zone) "
		    "AND printf('%020d.%s', due_ms, id) > ? "
		    "ORDER BY due_ms, id",
	    "tt", zone, after);
	jv list = jv_array();
	size_t bytes = 0;
	int rc = -1;
	size_t len;
	jv timer;

	*next = jv_null();
	while (rows != NULL && (rc = db_next(rows)) == 1) {
		timer = shown(read_row(rows));
		free(msg_text(jv_copy(timer), &len));
		bytes += len;
		if (bytes > LIST_BYTES) {
			jv_free(*next);
			*next = place_of(&timer);
		}
		list = jv_array_append(list, timer);
		if (bytes <= LIST_BYTES)
			continue;
		db_end(rows);
		return list;
	}
	if (rc == 0)
		return list;
	jv_free(list);
	return msg_bad("%s", store_why());
}

jv
timers_due(int64_t now_ms)
{
	return read_rows(db_rows(store_db(),
	    COLUMNS "FROM timer WHERE zone <> '' AND due_ms <= ? "
		    "ORDER BY due_ms, id LIMIT ?",
	    "ii", now_ms, (int64_t)TIMERS_DUE));
}

jv
timers_far(int64_t after_ms)
{
	return read_rows(db_rows(store_db(),
	    COLUMNS "FROM timer WHERE zone <> '' AND due_ms > ? "
		    "AND repeat IS NOT NULL LIMIT ?",
	    "ii", after_ms, (int64_t)TIMERS_DUE));
}

jv
timers_find(const char *id)
{
	jv list = read_rows(db_rows(store_db(),
	    COLUMNS "FROM timer WHERE zone <> '' AND ? IN (id, job)", "t", id));
	jv timer;

	if (!jv_is_valid(list))
		return list;
	timer = msg_len(&list) > 0 ? msg_at(&list, 0) : jv_null();
	jv_free(list);
	return timer;
}

int
timers_assign(const char *id, int64_t due_ms, const char *job)
{
	return db_run(store_db(),
	    "UPDATE timer SET due_ms = ?, job = nullif(?, '') WHERE id = ?",
	    "itt", due_ms, job, id);
}

int
timers_remove(const char *id)
{
	if (db_run(store_db(),
		"UPDATE timer SET zone = '', instruction = '' WHERE id = ?",
		"t", id) == -1)
		return -1;
	return db_run(store_db(),
	    "DELETE FROM timer WHERE zone = '' AND id NOT IN "
	    "(SELECT id FROM timer WHERE zone = '' ORDER BY id DESC LIMIT ?)",
	    "i", (int64_t)TIMERS_GONE);
}

void
timers_wake(void)
{
	static int fd = -1;

	if (fd == -1)
		fd = openat(spool_fd(), SPOOL_TIMERS,
		    O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
	/* what it holds does not matter */
	if (fd == -1 || pwrite(fd, "\n", 1, 0) == -1)
		warn_errno("cannot write '%s'", SPOOL_TIMERS);
}
