/*
 * wire.h - WebSocket and HTTP on a socket, by libwebsockets.
 *
 * The only module that knows that library; it calls feed.h.
 */
#ifndef AMB_WIRE_H
#define AMB_WIRE_H

#include "feed.h"

enum { WIRE_MESSAGE_MAX = 4096 }; /* bytes that a client may say at once */

/*
 * wire_open(path, ping_s): listen on the Unix socket path.  A client that has
 * not answered a ping for ping_s seconds is pinged, and closed after as many
 * more.  Returns 0, or -1 having said why.
 */
int wire_open(const char *path, int ping_s);

/*
 * wire_run(signals): serve until the descriptor signals is readable, then say
 * goodbye to all clients.
 */
void wire_run(int signals);

void wire_close(void);

/* wire_wake(c): call feed_next() when c can be written to. */
void wire_wake(struct client *c);

/* wire_drop(c): disconnect, soon. */
void wire_drop(struct client *c);

/* wire_tick(): call feed_tick() soon. */
void wire_tick(void);

#endif /* AMB_WIRE_H */
