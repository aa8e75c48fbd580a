/*
 * buffer.h - bytes that are sent to many clients, and the queue of one client.
 *
 * A buffer is made once and shared; it is freed when its last reference is
 * dropped.
 */
#ifndef AMB_FEED_BUFFER_H
#define AMB_FEED_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

#include <jv.h>

enum { BUFFER_HEAD = 32 }; /* bytes before data, for the sender to use */

struct buffer {
	unsigned references;
	bool binary;
	size_t len; /* bytes of data */
	unsigned char head[BUFFER_HEAD];
	unsigned char data[];
};

/*
 * buffer_new(len): a buffer of len bytes, all zero, for the caller to fill and
 * drop.  Exits 71 on lack of memory, like all functions here that allocate.
 */
struct buffer *buffer_new(size_t len);

/* buffer_text(text, len): a buffer with a copy of a text of len bytes. */
struct buffer *buffer_text(const char *text, size_t len);

/* buffer_json(msg): a buffer with the text of msg, which is consumed. */
struct buffer *buffer_json(jv msg);

/* buffer_drop(b): drop a reference; b may be NULL. */
void buffer_drop(struct buffer *b);

/* The buffers to be sent to one client; all zero is none. */
struct backlog {
	struct backlog_item *first;
	struct backlog_item *last;
	int n;
};

/* backlog_put(q, b): add b at the end, with a new reference. */
void backlog_put(struct backlog *q, struct buffer *b);

/* backlog_take(q): the first, with its reference; NULL when empty. */
struct buffer *backlog_take(struct backlog *q);

/* backlog_clear(q): drop all.  Returns how many there were. */
int backlog_clear(struct backlog *q);

#endif /* AMB_FEED_BUFFER_H */
