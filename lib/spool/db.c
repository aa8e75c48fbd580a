#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include <sqlite3.h>

#include "base/diag.h"
#include "spool/db.h"

enum {
	BUSY_MS = 5000, /* for another process that writes */
	STATEMENTS = 40
};

#define MODE (SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX)
#define NO_LOG                                                                 \
	"set AMB_SPOOL to a folder on a local disk, as this file system "      \
	"cannot keep a write-ahead log"

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
	char why[WHY_MAX];
};

/* Sentences for what fails; the errno follows. */
static const struct {
	int code; /* extended, or else not */
	const char *what;
} faults[] = {
    {SQLITE_IOERR_LOCK, NO_LOG},
    {SQLITE_IOERR_SHMLOCK, NO_LOG},
    {SQLITE_IOERR_SHMMAP, NO_LOG},
    {SQLITE_IOERR_READ, "the store cannot be read"},
    {SQLITE_IOERR_CORRUPTFS, "the store cannot be read"},
    {SQLITE_IOERR, "the store cannot be written"},
    {SQLITE_FULL, "the store cannot be written"},
    {SQLITE_READONLY, "the store cannot be written"},
};
enum { FAULTS = sizeof(faults) / sizeof(faults[0]) };

/* SQLite keeps no errno of the log; last is the one that is left. */
static int
errno_of(struct db *db, int code, int last)
{
	int err = sqlite3_system_errno(db->file);

	if (code == SQLITE_FULL)
		return ENOSPC;
	if (err == 0 && code == SQLITE_READONLY)
		return EACCES;
	return err == 0 && code == SQLITE_IOERR ? last : err;
}

/* Note why the last call failed.  Returns -1. */
static int
fail(struct db *db)
{
	int last = errno;
	int code = sqlite3_errcode(db->file);
	int err = errno_of(db, code, last);
	int i;

	if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
		return db_damaged(db);
	if (code == SQLITE_BUSY)
		return why_set(db->why,
		    "the store is in use by another process for %d s",
		    BUSY_MS / 1000);
	for (i = 0; i < FAULTS; i++)
		if (faults[i].code == code ||
		    faults[i].code == sqlite3_extended_errcode(db->file))
			return why_set(
			    db->why, "%s: %s", faults[i].what, strerror(err));
	return why_set(db->why, "the store cannot be used: %s",
	    err != 0 ? strerror(err) : sqlite3_errmsg(db->file));
}

int
db_damaged(struct db *db)
{
	return why_set(db->why, "the store is damaged; see amb-store(5)");
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
		return why_set(db->why, NO_LOG);
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
	if (sqlite3_open_v2(path, &db->file, MODE, NULL) != SQLITE_OK) {
		fail(db);
	} else {
		sqlite3_busy_timeout(db->file, BUSY_MS);
		sqlite3_db_config(
		    db->file, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
		if (set_log(db, durable, pages) == 0)
			return db;
	}
	why_set(why, "%s", db->why);
	db_close(db);
	return NULL;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	while (db->n > 0)
		sqlite3_finalize(db->statements[--db->n].stmt);
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
