#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include <sqlite3.h>

#include "base/diag.h"
#include "spool/db.h"
#include "spool/db_fault.h"

enum { STATEMENTS = 100, PAGE_SIZE = 4096 };

#define MODE (SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX)

/* sql is the key, stmt its prepared form. */
struct db_rows {
	const char *sql;
	sqlite3_stmt *stmt;
	struct db *db;
};

struct db {
	sqlite3 *file;
	struct db_rows statements[STATEMENTS];
	int n;
	int pages; /* of the log, after which it is written back */
	char why[WHY_MAX];
};

/* Note why the last call failed.  Returns -1. */
static int
fail(struct db *db)
{
	return db_fault(db->file, db->why);
}

int
db_damaged(struct db *db)
{
	return why_set(db->why, DB_DAMAGED);
}

const char *
db_why(const struct db *db)
{
	return db->why;
}

/* The log needs memory that processes share, on one machine. */
static int
set_log(struct db *db, bool durable, int pages)
{
	struct db_rows *rows = db_rows(db, "PRAGMA journal_mode = WAL", "");
	bool wal;
	size_t len;

	if (rows == NULL || db_next(rows) != 1)
		return -1;
	wal = strcmp(db_bytes(rows, 0, &len), "wal") == 0;
	db_end(rows);
	if (!wal)
		return why_set(db->why, DB_NO_LOG);
	sqlite3_wal_autocheckpoint(db->file, pages);
	return db_script(db, durable ? "PRAGMA synchronous = FULL"
				     : "PRAGMA synchronous = NORMAL");
}

struct db *
db_open(const char *path, bool durable, int pages, char why[WHY_MAX])
{
	struct db *db = calloc(1, sizeof(*db));

	if (db == NULL)
		die_errno(EX_OSERR, "cannot open the store");
	db->pages = pages;
	if (sqlite3_open_v2(path, &db->file, MODE, NULL) != SQLITE_OK) {
		fail(db);
	} else {
		sqlite3_busy_timeout(db->file, DB_BUSY_S * 1000);
		sqlite3_db_config(
		    db->file, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
		if (set_log(db, durable, pages) == 0)
			return db;
	}
	why_set(why, "%s", db->why);
	db_close(db);
	return NULL;
}

/*
 * What was written back is forgotten with the last process that has the log
 * open.  Without another the log would grow for ever, and so would the work of
 * each process that writes it back.
 */
static void
end_long_log(struct db *db)
{
	const char *path = sqlite3_db_filename(db->file, "main");
	struct stat st;

	if (db->pages > 0 && path != NULL &&
	    stat(sqlite3_filename_wal(path), &st) == 0 &&
	    st.st_size / PAGE_SIZE > db->pages)
		sqlite3_db_config(
		    db->file, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	while (db->n > 0)
		sqlite3_finalize(db->statements[--db->n].stmt);
	if (db->file != NULL)
		end_long_log(db);
	sqlite3_close(db->file);
	free(db);
}

int
db_script(struct db *db, const char *sql)
{
	return sqlite3_exec(db->file, sql, NULL, NULL, NULL) == SQLITE_OK
		   ? 0
		   : fail(db);
}

void
db_rollback(struct db *db)
{
	/* SQLite may have ended it by itself */
	sqlite3_exec(db->file, "ROLLBACK", NULL, NULL, NULL);
}

/* The prepared statement, or NULL. */
static struct db_rows *
prepare(struct db *db, const char *sql)
{
	struct db_rows *r;
	int i;

	for (i = 0; i < db->n; i++)
		if (db->statements[i].sql == sql)
			return &db->statements[i];
	if (db->n == STATEMENTS)
		die_msg(EX_SOFTWARE, "too many statements for the store");
	r = &db->statements[db->n];
	if (sqlite3_prepare_v3(db->file, sql, -1, SQLITE_PREPARE_PERSISTENT,
		&r->stmt, NULL) != SQLITE_OK) {
		fail(db);
		return NULL;
	}
	r->sql = sql;
	r->db = db;
	db->n++;
	return r;
}

static void
bind(sqlite3_stmt *stmt, const char *kinds, va_list ap)
{
	const void *data;
	size_t len;
	int i;

	for (i = 1; *kinds != '\0'; i++, kinds++) {
		if (*kinds == 'i') {
			sqlite3_bind_int64(stmt, i, va_arg(ap, int64_t));
			continue;
		}
		data = va_arg(ap, const void *);
		len = *kinds == 't' ? strlen(data) : va_arg(ap, size_t);
		if (*kinds == 'b')
			sqlite3_bind_blob64(stmt, i, data, len, SQLITE_STATIC);
		else
			sqlite3_bind_text64(
			    stmt, i, data, len, SQLITE_STATIC, SQLITE_UTF8);
	}
}

static struct db_rows *
start(struct db *db, const char *sql, const char *kinds, va_list ap)
{
	struct db_rows *rows = prepare(db, sql);

	if (rows != NULL)
		bind(rows->stmt, kinds, ap);
	return rows;
}

struct db_rows *
db_rows(struct db *db, const char *sql, const char *kinds, ...)
{
	struct db_rows *rows;
	va_list ap;

	va_start(ap, kinds);
	rows = start(db, sql, kinds, ap);
	va_end(ap);
	return rows;
}

void
db_end(struct db_rows *rows)
{
	sqlite3_reset(rows->stmt);
	sqlite3_clear_bindings(rows->stmt);
}

int
db_next(struct db_rows *rows)
{
	int rc = sqlite3_step(rows->stmt);

	if (rc == SQLITE_ROW)
		return 1;
	if (rc != SQLITE_DONE)
		fail(rows->db);
	db_end(rows);
	return rc == SQLITE_DONE ? 0 : -1;
}

/* The first column of the first row; fallback without one; -1 on failure. */
static int64_t
first(struct db_rows *rows, int64_t fallback)
{
	int rc = rows != NULL ? db_next(rows) : -1;
	int64_t value;

	if (rc != 1)
		return rc == 0 ? fallback : -1;
	value = db_int(rows, 0);
	db_end(rows);
	return value;
}

int
db_run(struct db *db, const char *sql, const char *kinds, ...)
{
	struct db_rows *rows;
	va_list ap;

	va_start(ap, kinds);
	rows = start(db, sql, kinds, ap);
	va_end(ap);
	return first(rows, 0) == -1 ? -1 : 0;
}

int64_t
db_number(
    struct db *db, int64_t fallback, const char *sql, const char *kinds, ...)
{
	struct db_rows *rows;
	va_list ap;

	va_start(ap, kinds);
	rows = start(db, sql, kinds, ap);
	va_end(ap);
	return first(rows, fallback);
}

int64_t
db_int(struct db_rows *rows, int i)
{
	return sqlite3_column_int64(rows->stmt, i);
}

const void *
db_bytes(struct db_rows *rows, int i, size_t *len)
{
	const void *data = sqlite3_column_type(rows->stmt, i) == SQLITE_BLOB
			       ? sqlite3_column_blob(rows->stmt, i)
			       : sqlite3_column_text(rows->stmt, i);

	*len = (size_t)sqlite3_column_bytes(rows->stmt, i);
	return data != NULL ? data : "";
}

bool
db_moved(struct db *db)
{
	int moved = 0;

	sqlite3_file_control(db->file, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	return moved != 0;
}
