/*
 * sent.h - what is on its way and not acknowledged.
 */
#ifndef AMB_SENT_H
#define AMB_SENT_H

struct sent {
	struct sent *next;
	int mid;  /* the number that the library gave it */
	long seq; /* of an event, else 0 */
	char topic[];
};

/* sent_add(mid, seq, topic): note a letter.  Exits on lack of memory. */
void sent_add(int mid, long seq, const char *topic);

/* sent_take(mid): it, to be freed by the caller; NULL when there is none. */
struct sent *sent_take(int mid);

/* sent_count(): how many there are.  sent_clear(): forget all. */
int sent_count(void);
void sent_clear(void);

#endif /* AMB_SENT_H */
