/*
 * request.h - an HTTP request and its reply, independent of the library.
 */
#ifndef AMB_FEED_REQUEST_H
#define AMB_FEED_REQUEST_H

#include <stdbool.h>

#include "buffer.h"

enum {
	REQUEST_TEXT_MAX = 160, /* bytes, with the NUL; the rest is cut off */
	REQUEST_ARGS_MAX = 8	/* the others are ignored */
};

struct feed_request {
	char path[REQUEST_TEXT_MAX]; /* decoded, without the query */
	/* "name=value", decoded */
	char args[REQUEST_ARGS_MAX][REQUEST_TEXT_MAX];
	int n_args;
	char origin[REQUEST_TEXT_MAX]; /* header, or ""; "too long" if it is */
	char host[REQUEST_TEXT_MAX];   /* header, or "" */
	bool get;		       /* GET or HEAD */
	bool head;
	bool upgrade; /* to WebSocket */
};

struct feed_reply {
	int status;	     /* of HTTP; 101 accepts the upgrade */
	const char *type;    /* media type of the body; NULL with 101 */
	struct buffer *body; /* for the receiver to drop; NULL with 101 */
};

#endif /* AMB_FEED_REQUEST_H */
