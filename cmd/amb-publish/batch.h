/*
 * batch.h - one change: files that are written together or not at all.
 */
#ifndef AMB_PUBLISH_BATCH_H
#define AMB_PUBLISH_BATCH_H

#include <stddef.h>

#include <jv.h>

#include "spool/spool.h"

enum { BATCH_MAX = 16 }; /* files */

struct batch {
	struct spool_file files[BATCH_MAX];
	char names[BATCH_MAX][SPOOL_NAME_MAX];
	size_t n;
	long seq; /* of the last event in it; 0 when it has none */
	int err;  /* errno of a failed batch_add_event(), or 0 */
};

/* batch_name(b): the buffer for the name of the next file, for layout.h. */
char *batch_name(struct batch *b);

/*
 * batch_add(b, data, len), batch_add_json(b, msg): the file of that name.
 * Owns data, which was allocated, and consumes msg.
 */
void batch_add(struct batch *b, char *data, size_t len);
void batch_add_json(struct batch *b, jv msg);

/*
 * batch_add_event(b, event): the next event.  Consumes event.  The caller holds
 * SPOOL_LOCK_STATE until it is written.
 */
void batch_add_event(struct batch *b, jv event);

/*
 * batch_write(b): spool_write() all of them; empties b.  Returns 0, also when
 * there was none, or -1 with errno.
 */
int batch_write(struct batch *b);

#endif /* AMB_PUBLISH_BATCH_H */
