/*
 * websocket.h - WebSocket and HTTP on a Unix socket, by libwebsockets.
 *
 * It handles connections, bytes and time; its calls decide what a request means
 * and what is sent to which client.  Only websocket*.c know the library.
 */
#ifndef AMB_FEED_WEBSOCKET_H
#define AMB_FEED_WEBSOCKET_H

#include <stdbool.h>
#include <stdint.h>

#include "request.h"
#include "subscribers.h"
#include "websocket_send.h"

enum { WEBSOCKET_MESSAGE_MAX = 4096 }; /* bytes of a client's message */

struct websocket;

/* The functions that the server calls, with the ctx of its options. */
struct websocket_calls {
	/* request(): the reply to r. */
	struct feed_reply (*request)(void *ctx, const struct feed_request *r);
	/* opened(): c has connected; false disconnects it. */
	bool (*opened)(
	    void *ctx, struct client *c, const struct feed_request *r);
	/* closed(): c, which was opened, is freed next. */
	void (*closed)(void *ctx, struct client *c);
	/* readable(): watch_fd can be read. */
	void (*readable)(void *ctx);
	/* tick(): do what is due.  Returns in how many microseconds to be
	 * called again; -1 for when websocket_tick() is called. */
	int64_t (*tick)(void *ctx);
};

struct websocket_options {
	const char *path; /* of the socket, which it creates */
	int ping_s;	  /* see below */
	int stop_fd;	  /* the server stops once it can be read */
	int watch_fd;	  /* readable() is called when it can be read */
	const struct websocket_calls *calls;
	void *ctx;
};

/*
 * websocket_open(o): listen.  A client that has not answered a ping for ping_s
 * seconds is pinged, and disconnected after as many more.  Returns a server
 * for websocket_free(), or NULL, with the reason on stderr.
 */
struct websocket *websocket_open(const struct websocket_options *o);

/*
 * websocket_run(ws): serve until stop_fd can be read, then close all
 * connections with code 1001, which may take a second.
 */
void websocket_run(struct websocket *ws);

/* websocket_free(ws): close all connections and free ws. */
void websocket_free(struct websocket *ws);

/* websocket_tick(ws): call tick() soon. */
void websocket_tick(struct websocket *ws);

/* websocket_clients(ws): how many are connected. */
int websocket_clients(const struct websocket *ws);

#endif /* AMB_FEED_WEBSOCKET_H */
