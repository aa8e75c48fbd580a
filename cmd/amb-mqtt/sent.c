#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "sent.h"

static struct sent *list;
static int count;

void
sent_add(int mid, long seq, const char *topic)
{
	size_t len = strlen(topic) + 1;
	struct sent *s = malloc(sizeof(*s) + len);

	if (s == NULL)
		die_errno(EX_OSERR, "cannot publish");
	s->mid = mid;
	s->seq = seq;
	memcpy(s->topic, topic, len);
	s->next = list;
	list = s;
	count++;
}

struct sent *
sent_take(int mid)
{
	struct sent **p = &list;
	struct sent *s;

	while (*p != NULL && (*p)->mid != mid)
		p = &(*p)->next;
	s = *p;
	if (s != NULL) {
		*p = s->next;
		count--;
	}
	return s;
}

int
sent_count(void)
{
	return count;
}

void
sent_clear(void)
{
	struct sent *s;

	while ((s = list) != NULL) {
		list = s->next;
		free(s);
	}
	count = 0;
}
