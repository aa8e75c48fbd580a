#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "parcel.h"

struct item {
	struct item *next;
	struct parcel *parcel;
};

static void *
make(size_t size)
{
	void *p = calloc(1, size);

	if (p == NULL)
		die_errno(EX_OSERR, "cannot keep what is to be sent");
	return p;
}

struct parcel *
parcel_new(size_t len)
{
	struct parcel *p = make(sizeof(*p) + len);

	p->refs = 1;
	p->len = len;
	return p;
}

struct parcel *
parcel_text(const char *text, size_t len)
{
	struct parcel *p = parcel_new(len);

	memcpy(p->data, text, len);
	return p;
}

struct parcel *
parcel_hold(struct parcel *p)
{
	p->refs++;
	return p;
}

void
parcel_drop(struct parcel *p)
{
	if (p != NULL && --p->refs == 0)
		free(p);
}

void
queue_put(struct queue *q, struct parcel *p)
{
	struct item *item = make(sizeof(*item));

	item->parcel = parcel_hold(p);
	if (q->last != NULL)
		q->last->next = item;
	else
		q->first = item;
	q->last = item;
	q->n++;
}

struct parcel *
queue_take(struct queue *q)
{
	struct item *item = q->first;
	struct parcel *p;

	if (item == NULL)
		return NULL;
	p = item->parcel;
	q->first = item->next;
	if (q->first == NULL)
		q->last = NULL;
	q->n--;
	free(item);
	return p;
}

int
queue_clear(struct queue *q)
{
	struct parcel *p;
	int n = 0;

	while ((p = queue_take(q)) != NULL) {
		parcel_drop(p);
		n++;
	}
	return n;
}
