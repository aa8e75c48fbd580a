/*
 * websocket_http.h - read requests from libwebsockets and write replies.
 */
#ifndef AMB_FEED_WEBSOCKET_HTTP_H
#define AMB_FEED_WEBSOCKET_HTTP_H

#include "request.h"

struct lws;

/*
 * websocket_read_request(wsi, upgrade, r): the request of wsi; upgrade is
 * whether it is one for WebSocket.
 */
void websocket_read_request(
    struct lws *wsi, bool upgrade, struct feed_request *r);

/*
 * websocket_write_reply(wsi, r, reply): write reply, which has a body, and drop
 * the body.  Returns 0, or -1 when the connection must be closed.
 */
int websocket_write_reply(
    struct lws *wsi, const struct feed_request *r, struct feed_reply *reply);

#endif /* AMB_FEED_WEBSOCKET_HTTP_H */
