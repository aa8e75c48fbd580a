/*
 * db.h - SQL statements on one SQLite file with a write-ahead log.
 *
 * The only module that knows SQLite.  A statement is prepared once for each
 * place in the program: it is found again by the address of its text, which
 * must be a constant.  One process, one thread.
 */
#ifndef AMB_SPOOL_DB_H
#define AMB_SPOOL_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

struct db;
struct db_rows;

/*
 * db_open(path, durable, pages, why): open the file, made when absent.
 * When durable, a transaction is on disk once it is committed; else it is
 * there with the next that is.  The log is written back to the file when it
 * has more pages of 4 KiB than pages; 0: never here.  Returns NULL and why; a
 * file system that cannot have such a log is refused.
 */
struct db *db_open(
    const char *path, bool durable, int pages, char why[WHY_MAX]);

/*
 * db_close(db): the log stays as it is, unless it has more pages than that, and
 * no other process has it open.  db may be NULL.
 */
void db_close(struct db *db);

/*
 * db_script(db, sql): run several statements without rows.  Returns 0 or -1.
 */
int db_script(struct db *db, const char *sql);

/* db_rollback(db): end a transaction that has failed; keeps db_why(). */
void db_rollback(struct db *db);

/*
 * db_run(db, sql, kinds, ...): run one statement whose rows do not matter, with
 * a value for each letter of kinds: i int64_t; t const char *; b const void *
 * and size_t; T likewise, as text.  Borrows them.  Returns 0 or -1.
 */
int db_run(struct db *db, const char *sql, const char *kinds, ...);

/*
 * db_rows(db, sql, kinds, ...): the same for a statement with rows; NULL on
 * failure.
 * db_next(rows): the next row: 1; 0 at the end; -1 on failure.  0 and -1 end
 * the statement, and so does db_end().
 */
struct db_rows *db_rows(struct db *db, const char *sql, const char *kinds, ...);
int db_next(struct db_rows *rows);
void db_end(struct db_rows *rows);

/*
 * db_int(rows, i), db_bytes(rows, i, len): column i of the row, from 0; bytes
 * with a NUL after them, of text and blobs alike, until db_next().
 */
int64_t db_int(struct db_rows *rows, int i);
const void *db_bytes(struct db_rows *rows, int i, size_t *len);

/*
 * db_number(db, sql, kinds, ...): the first column of the first row; fallback
 * when there is no row; -1 on failure.
 */
int64_t db_number(
    struct db *db, int64_t fallback, const char *sql, const char *kinds, ...);

/* db_moved(db): whether the file is no longer where it was opened. */
bool db_moved(struct db *db);

/*
 * db_why(db): the sentence for the last failure, without a path.
 * db_damaged(db): note that a row is not what was written.  Returns -1.
 */
const char *db_why(const struct db *db);
int db_damaged(struct db *db);

#endif /* AMB_SPOOL_DB_H */
