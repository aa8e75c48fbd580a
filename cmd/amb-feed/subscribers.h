/*
 * subscribers.h - clients, and lists of clients that are sent the same.
 *
 * A client is in one list at most.
 */
#ifndef AMB_FEED_SUBSCRIBERS_H
#define AMB_FEED_SUBSCRIBERS_H

#include <stdbool.h>
#include <stddef.h>

#include "buffer.h"

/* A connected client; websocket.c makes it, all zero, and frees it. */
struct client {
	/* of websocket.c */
	void *connection;	/* NULL when it was refused */
	size_t received;	/* bytes so far of the message it sends */
	bool closing;		/* it is sent no more */
	struct backlog backlog; /* to be sent when it can take more */
	/* of subscribers.c */
	struct subscribers *list;
	struct client *next;
	struct client *prev;
	/* of stream.c */
	struct stream *stream; /* whose frames it gets, or NULL */
};

/* All zero is an empty list. */
struct subscribers {
	struct client *first;
};

/*
 * subscribers_add(list, c): c is in no list yet.
 * subscribers_remove(c): c is in one.
 */
void subscribers_add(struct subscribers *list, struct client *c);
void subscribers_remove(struct client *c);

#endif /* AMB_FEED_SUBSCRIBERS_H */
