/*
 * feed.h - who is sent what: clients, their zones, and the streams of frames.
 *
 * No sockets here; wire.h has them, and calls these.
 */
#ifndef AMB_FEED_H
#define AMB_FEED_H

#include <stdbool.h>
#include <stdint.h>

#include "route.h"
#include "zone.h"

/* A connected client.  All zero is one that has not been opened. */
struct client {
	void *link; /* what wire.h knows it by */
	struct group *group;
	struct client *next; /* in its group */
	struct client *prev;
	struct stream *stream; /* of which it gets frames, or NULL */
	struct queue queue;    /* what it has not been sent yet */
	bool doomed;	       /* wire_drop() was called */
	size_t said;	       /* bytes of the message it is sending */
};

/* What a request is answered; a status of 101 means: to be feed_open()ed. */
struct answer {
	int status;
	const char *type;
	struct parcel *body; /* held */
};

/* feed_init(): begin to follow the news.  Returns 0, or -1 with errno. */
int feed_init(void);

/* feed_fd(): readable when feed_news() should be called. */
int feed_fd(void);

/* feed_answer(ask): what to do with a request. */
struct answer feed_answer(const struct ask *ask);

/* feed_open(c, ask): begin to feed a client.  False when it cannot be. */
bool feed_open(struct client *c, const struct ask *ask);

/* feed_next(c): what it is sent next, held by the caller; NULL if nothing. */
struct parcel *feed_next(struct client *c);

/* feed_close(c): forget a client, also one that was never opened. */
void feed_close(struct client *c);

/* feed_news(): pass on an event that has come; feed_tick() does the next. */
void feed_news(void);

/* feed_tick(): make the frames that are due.  Returns in how many microseconds
 * the next one is; -1 when nobody waits for one. */
int64_t feed_tick(void);

/* feed_clients(): how many are connected. */
int feed_clients(void);

/* feed_free(): give back all memory; no client may be left. */
void feed_free(void);

#endif /* AMB_FEED_H */
