/*
 * batch.h - files that are written together.
 */
#ifndef AMB_BATCH_H
#define AMB_BATCH_H

#include <stddef.h>

#include <jv.h>

#include "spool/spool.h"

enum { BATCH_MAX = 16 }; /* files */

struct batch {
	struct spool_file files[BATCH_MAX];
	char names[BATCH_MAX][SPOOL_NAME_MAX];
	size_t n;
};

/*
 * batch_name(b): where the name of the next file goes, for spool_name().
 */
char *batch_name(struct batch *b);

/*
 * batch_add(b, data, len), batch_add_json(b, msg): the file of that name. Takes
 * data, which was allocated, and consumes msg.
 */
void batch_add(struct batch *b, char *data, size_t len);
void batch_add_json(struct batch *b, jv msg);

/*
 * batch_write(b): spool_write() all of them; empties b.  Returns 0, also when
 * there was none, or -1 with errno.
 */
int batch_write(struct batch *b);

#endif /* AMB_BATCH_H */
