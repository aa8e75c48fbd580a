/*
 * schema.h - the tables of the store, and how older ones become these.
 */
#ifndef AMB_SPOOL_SCHEMA_H
#define AMB_SPOOL_SCHEMA_H

#include "base/why.h"
#include "spool/db.h"

/*
 * schema_ensure(db, why): bring the tables to the version of this program,
 * each step in one transaction.  Returns 0, or -1 and why: also when they are
 * of a later version.
 */
int schema_ensure(struct db *db, char why[WHY_MAX]);

#endif /* AMB_SPOOL_SCHEMA_H */
