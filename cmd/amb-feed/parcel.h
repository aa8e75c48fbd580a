/*
 * parcel.h - bytes that many clients are sent, and what a client still waits
 * for.
 *
 * A parcel is made once and shared; it goes when the last that holds it lets
 * go.
 */
#ifndef AMB_PARCEL_H
#define AMB_PARCEL_H

#include <stdbool.h>
#include <stddef.h>

enum { PARCEL_HEAD = 32 }; /* bytes before data that the sender may use */

struct parcel {
	unsigned refs;
	bool binary;
	size_t len;
	unsigned char room[PARCEL_HEAD];
	unsigned char data[];
};

/*
 * parcel_new(len): a parcel of len bytes to be filled, held once.  Exits on
 * lack of memory.
 */
struct parcel *parcel_new(size_t len);

/* parcel_text(text, len): one that holds a copy of a text. */
struct parcel *parcel_text(const char *text, size_t len);

/* parcel_hold(p), parcel_drop(p): p may be NULL for the second. */
struct parcel *parcel_hold(struct parcel *p);
void parcel_drop(struct parcel *p);

struct queue {
	struct item *first;
	struct item *last;
	int n;
};

/* queue_put(q, p): add p at the end; q holds it. */
void queue_put(struct queue *q, struct parcel *p);

/* queue_take(q): the first, which the caller then holds; NULL when empty. */
struct parcel *queue_take(struct queue *q);

/* queue_clear(q): drop all.  Returns how many there were. */
int queue_clear(struct queue *q);

#endif /* AMB_PARCEL_H */
