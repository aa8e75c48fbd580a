#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

#include "base/diag.h"
#include "conf/conf.h"
#include "spool/db.h"
#include "spool/layout.h"
#include "spool/schema.h"
#include "spool/spool.h"
#include "spool/store.h"

enum {
	PAGES_FEW = 100,   /* each process that opens the log reads all of it */
	PAGES_MANY = 2000, /* 8 MB */
	PAGES_OF_MB = 256
};

static struct db *db;
static char why[WHY_MAX]; /* it could not be opened */

struct db *
store_db(void)
{
	return db;
}

const char *
store_why(void)
{
	return db != NULL ? db_why(db) : why;
}

int
store_open(enum store_use use)
{
	static const int pages[] = {0, PAGES_FEW, PAGES_MANY};
	char *path = spool_path(SPOOL_STORE);

	db = db_open(path, use != STORE_READ, pages[use], why);
	free(path);
	if (db == NULL)
		return -1;
	if (schema_ensure(db, why) == 0)
		return 0;
	store_close();
	return -1;
}

void
store_open_or_die(enum store_use use)
{
	if (store_open(use) == -1)
		die_msg(EX_CANTCREAT, "cannot open '%s/" SPOOL_STORE "': %s",
		    conf_str(CONF_SPOOL), store_why());
}

void
store_close(void)
{
	db_close(db);
	db = NULL;
}

int
store_begin(void)
{
	return db_run(db, "BEGIN IMMEDIATE", "");
}

void
store_rollback(void)
{
	db_rollback(db);
}

int
store_commit(void)
{
	if (db_run(db, "COMMIT", "") == 0)
		return 0;
	db_rollback(db);
	return -1;
}

/* A transaction that changes nothing; to sync it syncs all before it. */
int
store_sync(void)
{
	int64_t version = db_number(db, 0, "PRAGMA user_version", "");
	char sql[64];

	if (version == -1)
		return -1;
	snprintf(sql, sizeof(sql), "PRAGMA user_version = %d", (int)version);
	return db_script(db, sql);
}

int
store_checkpoint(void)
{
	return db_run(db, "PRAGMA wal_checkpoint(RESTART)", "");
}

bool
store_moved(void)
{
	return db_moved(db);
}

bool
store_full(void)
{
	int64_t pages = db_number(db, 0,
	    "SELECT page_count - freelist_count "
	    "FROM pragma_page_count, pragma_freelist_count",
	    "");

	return pages > (int64_t)conf_int(CONF_STORE_MB) * PAGES_OF_MB;
}
