
#include "spool/schema.h"

/* Step i leads from version i to i + 1; amb-store(5) documents the tables. */
static const char *const steps[] = {
    "BEGIN IMMEDIATE;"
    "CREATE TABLE zone ("
    "  zone INTEGER PRIMARY KEY,"
    "  name TEXT NOT NULL UNIQUE,"
    "  doc TEXT NOT NULL,"
    "  width INTEGER NOT NULL,"
    "  height INTEGER NOT NULL,"
    "  rgb BLOB NOT NULL,"
    "  sum INTEGER NOT NULL,"
    "  past INTEGER NOT NULL);"
    "CREATE TABLE history ("
    "  key INTEGER PRIMARY KEY," /* zone << 32, plus a number of its own */
    "  doc TEXT NOT NULL,"
    "  width INTEGER NOT NULL,"
    "  height INTEGER NOT NULL,"
    "  rgb BLOB NOT NULL,"
    "  sum INTEGER NOT NULL);"
    "CREATE TABLE event ("
    "  seq INTEGER PRIMARY KEY,"
    "  at_ms INTEGER NOT NULL,"
    "  zone TEXT NOT NULL,"
    "  text TEXT NOT NULL);"
    "CREATE TABLE cursor ("
    "  name TEXT PRIMARY KEY,"
    "  seq INTEGER NOT NULL) WITHOUT ROWID;"
    "PRAGMA user_version = 1;"
    "COMMIT;",
    "BEGIN IMMEDIATE;"
    "CREATE TABLE scene ("
    "  zone INTEGER NOT NULL,"
    "  name TEXT NOT NULL,"
    "  doc TEXT NOT NULL,"
    "  width INTEGER NOT NULL,"
    "  height INTEGER NOT NULL,"
    "  rgb BLOB NOT NULL,"
    "  sum INTEGER NOT NULL,"
    "  at_ms INTEGER NOT NULL,"
    "  PRIMARY KEY (zone, name)) WITHOUT ROWID;"
    "CREATE TABLE timer ("
    "  id TEXT PRIMARY KEY,"
    "  zone TEXT NOT NULL,"
    "  instruction TEXT NOT NULL,"
    "  due_ms INTEGER NOT NULL,"
    "  at TEXT," /* HH:MM of one that repeats */
    "  repeat TEXT,"
    "  tz TEXT,"
    "  job TEXT) WITHOUT ROWID;" /* the id of the job that is being queued */
    "CREATE INDEX timer_due ON timer (due_ms);"
    "PRAGMA user_version = 2;"
    "COMMIT;",
};
enum { VERSION = sizeof(steps) / sizeof(steps[0]) };

static int64_t
version(struct db *db)
{
	return db_number(db, 0, "PRAGMA user_version", "");
}

int
schema_ensure(struct db *db, char why[WHY_MAX])
{
	int64_t at;

	while ((at = version(db)) >= 0 && at < VERSION)
		/* another process may have done it meanwhile */
		if (db_script(db, steps[at]) == -1) {
			db_rollback(db);
			why_set(why, "%s", db_why(db));
			if (version(db) <= at)
				return -1;
		}
	if (at == VERSION)
		return 0;
	if (at == -1)
		return why_set(why, "%s", db_why(db));
	return why_set(why,
	    "the store has version %d, this amb knows up to %d; see "
	    "amb-store(5)",
	    (int)at, VERSION);
}
