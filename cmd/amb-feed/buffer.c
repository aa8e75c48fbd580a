#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "buffer.h"
#include "json/msg.h"

struct backlog_item {
	struct backlog_item *next;
	struct buffer *buffer;
};

static void *
allocate(size_t size)
{
	void *p = calloc(1, size);

	if (p == NULL)
		die_errno(EX_OSERR, "cannot queue a message");
	return p;
}

struct buffer *
buffer_new(size_t len)
{
	struct buffer *b = allocate(sizeof(*b) + len);

	b->references = 1;
	b->len = len;
	return b;
}

struct buffer *
buffer_text(const char *text, size_t len)
{
	struct buffer *b = buffer_new(len);

	memcpy(b->data, text, len);
	return b;
}

struct buffer *
buffer_json(jv msg)
{
	size_t len;
	char *text = msg_text(msg, &len);
	struct buffer *b = buffer_text(text, len);

	free(text);
	return b;
}

void
buffer_drop(struct buffer *b)
{
	if (b != NULL && --b->references == 0)
		free(b);
}

void
backlog_put(struct backlog *q, struct buffer *b)
{
	struct backlog_item *item = allocate(sizeof(*item));

	b->references++;
	item->buffer = b;
	if (q->last != NULL)
		q->last->next = item;
	else
		q->first = item;
	q->last = item;
	q->n++;
}

struct buffer *
backlog_take(struct backlog *q)
{
	struct backlog_item *item = q->first;
	struct buffer *b;

	if (item == NULL)
		return NULL;
	b = item->buffer;
	q->first = item->next;
	if (q->first == NULL)
		q->last = NULL;
	q->n--;
	free(item);
	return b;
}

int
backlog_clear(struct backlog *q)
{
	struct buffer *b;
	int n = 0;

	while ((b = backlog_take(q)) != NULL) {
		buffer_drop(b);
		n++;
	}
	return n;
}
