/*
 * store.h - the zones, their earlier states and the events; see amb-store(5).
 *
 * They are in amb.db, and nowhere else: the files in state/ are made from it.
 * A change is one transaction: store_begin(), the calls that change something,
 * store_commit().  Functions that return -1 leave a sentence for store_why().
 * A process has one store, that of its spool.
 */
#ifndef AMB_SPOOL_STORE_H
#define AMB_SPOOL_STORE_H

#include <stdbool.h>

#include "base/why.h"

/* How the store is opened; pages as in db.h. */
enum store_use {
	STORE_READ,  /* to read, and to keep a cursor, which is not synced */
	STORE_WRITE, /* for one change or a few */
	STORE_SERVE  /* for changes without end */
};

/*
 * store_open(use): open it in the open spool, made when absent; an older spool
 * without one is taken over.  Returns 0 or -1.
 * store_open_or_die(use): the same; exits 73 and names the file.
 * store_close(): may be called when it is not open.
 */
int store_open(enum store_use use);
void store_open_or_die(enum store_use use);
void store_close(void);

/* store_why(): the sentence for the last failure. */
const char *store_why(void);

/*
 * store_begin(), store_commit(), store_rollback(): a transaction.  When it
 * could not be committed nothing of it is kept.
 */
int store_begin(void);
int store_commit(void);
void store_rollback(void);

/*
 * store_sync(): what was committed before is on disk, also by a writer that was
 * killed before it had synced it.  Returns 0 or -1.
 */
int store_sync(void);

/*
 * store_checkpoint(): write the log back to the file, as far as readers allow,
 * and make it empty.  Returns 0 or -1.
 */
int store_checkpoint(void);

/* store_full(): whether it has AMB_STORE_MB, and old things must go. */
bool store_full(void);

/* store_db(): for zones.c and events.c, which are parts of the store. */
struct db *store_db(void);

#endif /* AMB_SPOOL_STORE_H */
