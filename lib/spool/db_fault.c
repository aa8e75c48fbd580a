#include <errno.h>
#include <string.h>

#include <sqlite3.h>

#include "spool/db_fault.h"

/* Sentences for what fails; the errno follows. */
static const struct {
	int code; /* extended, or else not */
	const char *what;
} faults[] = {
    {SQLITE_IOERR_LOCK, DB_NO_LOG},
    {SQLITE_IOERR_SHMLOCK, DB_NO_LOG},
    {SQLITE_IOERR_SHMMAP, DB_NO_LOG},
    {SQLITE_IOERR_READ, "the store cannot be read"},
    {SQLITE_IOERR_CORRUPTFS, "the store cannot be read"},
    {SQLITE_IOERR, "the store cannot be written"},
    {SQLITE_FULL, "the store cannot be written"},
    {SQLITE_READONLY, "the store cannot be written"},
};
enum { FAULTS = sizeof(faults) / sizeof(faults[0]) };

/* SQLite keeps no errno of the log; last is the one that is left. */
static int
errno_of(sqlite3 *file, int code, int last)
{
	int err = sqlite3_system_errno(file);

	if (code == SQLITE_FULL)
		return ENOSPC;
	if (err == 0 && code == SQLITE_READONLY)
		return EACCES;
	return err == 0 && code == SQLITE_IOERR ? last : err;
}

int
db_fault(struct sqlite3 *file, char why[WHY_MAX])
{
	int last = errno;
	int code = sqlite3_errcode(file);
	int err = errno_of(file, code, last);
	int i;

	if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
		return why_set(why, DB_DAMAGED);
	if (code == SQLITE_BUSY)
		return why_set(why,
		    "the store is in use by another process for %d s",
		    DB_BUSY_S);
	for (i = 0; i < FAULTS; i++)
		if (faults[i].code == code ||
		    faults[i].code == sqlite3_extended_errcode(file))
			return why_set(
			    why, "%s: %s", faults[i].what, strerror(err));
	return why_set(why, "the store cannot be used: %s",
	    err != 0 ? strerror(err) : sqlite3_errmsg(file));
}
