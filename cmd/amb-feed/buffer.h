/*
 * buffer.h - bytes that many clients are sent, and what a client still has to
 * be sent.
 *
 * A buffer is made once and shared; it is freed when the last reference to it
 * is dropped.
 */
#ifndef AMB_FEED_BUFFER_H
#define AMB_FEED_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

enum { BUFFER_HEAD = 32 }; /* bytes before data that the sender may use */

struct buffer {
	unsigned references;
	bool binary;
	size_t len; /* bytes of data */
	unsigned char head[BUFFER_HEAD];
	unsigned char data[];
};

/*
 * buffer_new(len): a buffer of len bytes, all zero, to be filled; the caller
 * has a reference.  Exits 71 on lack of memory, as all that allocate here do.
 */
struct buffer *buffer_new(size_t len);

/* buffer_text(text, len): one that is a copy of a text of len bytes. */
struct buffer *buffer_text(const char *text, size_t len);

/* buffer_drop(b): give a reference back; b may be NULL. */
void buffer_drop(struct buffer *b);

/* All zero is an empty one. */
struct backlog {
	struct backlog_item *first;
	struct backlog_item *last;
	int n;
};

/* backlog_put(q, b): add b at the end, with a reference of its own. */
void backlog_put(struct backlog *q, struct buffer *b);

/* backlog_take(q): the first, with its reference; NULL when empty. */
struct buffer *backlog_take(struct backlog *q);

/* backlog_clear(q): drop all.  Returns how many there were. */
int backlog_clear(struct backlog *q);

#endif /* AMB_FEED_BUFFER_H */
