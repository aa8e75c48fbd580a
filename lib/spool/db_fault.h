/*
 * db_fault.h - the sentences for what fails in SQLite; for db.c alone.
 */
#ifndef AMB_SPOOL_DB_FAULT_H
#define AMB_SPOOL_DB_FAULT_H

#include "base/why.h"

enum { DB_BUSY_S = 5 }; /* that a call waits for another process */

#define DB_DAMAGED "the store is damaged; see amb-store(5)"
#define DB_NO_LOG                                                              \
	"set AMB_SPOOL to a folder on a local disk, as this file system "      \
	"cannot keep a write-ahead log"

struct sqlite3;

/*
 * db_fault(file, why): why the last call for this file failed, without a path;
 * errno is what it left.  Returns -1.
 */
int db_fault(struct sqlite3 *file, char why[WHY_MAX]);

#endif /* AMB_SPOOL_DB_FAULT_H */
