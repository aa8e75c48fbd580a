#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

#include "batch.h"
#include "json/msg.h"
#include "spool/events.h"
#include "spool/layout.h"

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

void
batch_add_event(struct batch *b, jv event)
{
	long newest = b->seq != 0 ? b->seq : events_newest();

	if (newest == -1) {
		b->err = errno;
		jv_free(event);
		return;
	}
	b->seq = newest + 1;
	layout_event(batch_name(b), b->seq);
	batch_add_json(b, event);
}

int
batch_write(struct batch *b)
{
	int rc = 0;
	int err = b->err;

	if (err != 0)
		rc = -1;
	else if (b->n > 0 && (rc = spool_write(b->files, b->n)) == -1)
		err = errno;
	while (b->n > 0)
		free((void *)(uintptr_t)b->files[--b->n].data);
	*b = (struct batch){.n = 0};
	errno = err;
	return rc;
}
