#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

#include "batch.h"
#include "json/msg.h"

char *
batch_name(struct batch *b)
{
	return b->names[b->n];
}

void
batch_add(struct batch *b, char *data, size_t len)
{
	b->files[b->n] = (struct spool_file){b->names[b->n], data, len};
	b->n++;
}

void
batch_add_json(struct batch *b, jv msg)
{
	size_t len;
	char *text = msg_text(msg, &len);

	batch_add(b, text, len);
}

int
batch_write(struct batch *b)
{
	int rc = b->n > 0 ? spool_write(b->files, b->n) : 0;
	int err = errno;

	while (b->n > 0)
		free((void *)(uintptr_t)b->files[--b->n].data);
	errno = err;
	return rc;
}
