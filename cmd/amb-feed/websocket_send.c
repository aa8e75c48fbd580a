#include <assert.h>

#include <libwebsockets.h>

#include "websocket_send.h"

static_assert(BUFFER_HEAD >= LWS_PRE, "lws writes LWS_PRE bytes before data");

static int
write_buffer(struct lws *wsi, struct buffer *b)
{
	int rc = lws_write(wsi, b->data, b->len,
	    b->binary ? LWS_WRITE_BINARY : LWS_WRITE_TEXT);

	return rc < 0 ? -1 : 0;
}

int
websocket_flush(struct lws *wsi, struct client *c)
{
	struct buffer *b = backlog_take(&c->backlog);
	int rc;

	if (b == NULL)
		return 0;
	rc = write_buffer(wsi, b);
	buffer_drop(b);
	if (c->backlog.n > 0)
		lws_callback_on_writable(wsi);
	return rc;
}

int
websocket_close(struct lws *wsi, struct client *c, int code)
{
	c->closing = true;
	lws_close_reason(wsi, (enum lws_close_status)code, NULL, 0);
	return -1;
}

/* To await for each client that its socket can be written to would take as long
 * as the writing.  What a full socket does not take, lws keeps, and then the
 * backlog grows. */
void
websocket_send(struct client *c, struct buffer *b)
{
	if (c->closing)
		return;
	if (c->backlog.n > 0 || lws_partial_buffered(c->connection)) {
		backlog_put(&c->backlog, b);
		lws_callback_on_writable(c->connection);
	} else if (write_buffer(c->connection, b) == -1) {
		websocket_disconnect(c);
	}
}

void
websocket_disconnect(struct client *c)
{
	c->closing = true;
	backlog_clear(&c->backlog);
	lws_set_timeout(
	    c->connection, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_ASYNC);
}
