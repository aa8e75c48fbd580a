#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "inflight.h"

void
inflight_add(struct inflight *f, int mid, int64_t seq, const char *topic)
{
	size_t len = strlen(topic) + 1;
	struct inflight_message *m = malloc(sizeof(*m) + len);

	if (m == NULL)
		die_errno(EX_OSERR, "cannot publish");
	m->mid = mid;
	m->seq = seq;
	memcpy(m->topic, topic, len);
	m->next = f->first;
	f->first = m;
}

struct inflight_message *
inflight_take(struct inflight *f, int mid)
{
	struct inflight_message **p = &f->first;
	struct inflight_message *m;

	while (*p != NULL && (*p)->mid != mid)
		p = &(*p)->next;
	m = *p;
	if (m != NULL)
		*p = m->next;
	return m;
}

void
inflight_clear(struct inflight *f)
{
	struct inflight_message *m;

	while ((m = f->first) != NULL) {
		f->first = m->next;
		free(m);
	}
}
