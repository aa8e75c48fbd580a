/*
 * websocket_send.h - what one client is sent.
 */
#ifndef AMB_FEED_WEBSOCKET_SEND_H
#define AMB_FEED_WEBSOCKET_SEND_H

#include "subscribers.h"

struct lws;

/*
 * websocket_send(c, b): send b after the backlog of c, which grows while the
 * client does not read; nothing when c is closing.  b is borrowed.
 */
void websocket_send(struct client *c, struct buffer *b);

/* websocket_disconnect(c): drop the backlog of c and disconnect it soon. */
void websocket_disconnect(struct client *c);

/*
 * For websocket.c; both return what lws is to do: 0, or -1 to close.
 * websocket_flush(wsi, c): c can take bytes: send the first of its backlog.
 * websocket_close(wsi, c, code): close with that code; c is sent no more.
 */
int websocket_flush(struct lws *wsi, struct client *c);
int websocket_close(struct lws *wsi, struct client *c, int code);

#endif /* AMB_FEED_WEBSOCKET_SEND_H */
