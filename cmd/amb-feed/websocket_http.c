#include <stdio.h>
#include <string.h>

#include <libwebsockets.h>

#include "websocket_http.h"

enum { HEADERS_MAX = 512 }; /* bytes */

void
websocket_read_request(struct lws *wsi, bool upgrade, struct feed_request *r)
{
	char *uri;
	int len;
	int method = lws_http_get_uri_and_method(wsi, &uri, &len);

	memset(r, 0, sizeof(*r));
	if (method >= 0)
		snprintf(r->path, sizeof(r->path), "%.*s", len, uri);
	while (r->n_args < REQUEST_ARGS_MAX &&
	       lws_hdr_copy_fragment(wsi, r->args[r->n_args], REQUEST_TEXT_MAX,
		   WSI_TOKEN_HTTP_URI_ARGS, r->n_args) >= 0)
		r->n_args++;
	if (lws_hdr_copy(wsi, r->origin, REQUEST_TEXT_MAX, WSI_TOKEN_ORIGIN) <
	    0)
		snprintf(r->origin, REQUEST_TEXT_MAX, "too long");
	lws_hdr_copy(wsi, r->host, REQUEST_TEXT_MAX, WSI_TOKEN_HOST);
	r->head = method == LWSHUMETH_HEAD;
	r->get = method == LWSHUMETH_GET || r->head;
	r->upgrade = upgrade;
}

/* Headers that go with a status. */
static const struct {
	int status;
	const char *name;
	const char *value;
} extra[] = {
    {405, "allow:", "GET, HEAD"},
    {426, "upgrade:", "websocket"},
    {503, "retry-after:", "5"},
};

static int
add_header(struct lws *wsi, const char *name, const char *value,
    unsigned char **p, unsigned char *end)
{
	return lws_add_http_header_by_name(wsi, (const unsigned char *)name,
	    (const unsigned char *)value, (int)strlen(value), p, end);
}

static int
write_headers(struct lws *wsi, const struct feed_reply *reply)
{
	unsigned char buf[LWS_PRE + HEADERS_MAX];
	unsigned char *p = buf + LWS_PRE;
	unsigned char *end = buf + sizeof(buf) - 1;
	unsigned status = (unsigned)reply->status | LWSAHH_FLAG_NO_SERVER_NAME;
	size_t i;
	int rc;

	rc = lws_add_http_common_headers(
	    wsi, status, reply->type, reply->body->len, &p, end);
	rc |= add_header(wsi, "cache-control:", "no-store", &p, end);
	for (i = 0; i < sizeof(extra) / sizeof(extra[0]); i++)
		if (extra[i].status == reply->status)
			rc |= add_header(
			    wsi, extra[i].name, extra[i].value, &p, end);
	if (rc != 0)
		return -1;
	return lws_finalize_write_http_header(wsi, buf + LWS_PRE, &p, end);
}

int
websocket_write_reply(
    struct lws *wsi, const struct feed_request *r, struct feed_reply *reply)
{
	struct buffer *body = reply->body;
	int rc = write_headers(wsi, reply);

	if (rc == 0 && !r->head && body->len > 0 &&
	    lws_write(wsi, body->data, body->len, LWS_WRITE_HTTP_FINAL) < 0)
		rc = -1;
	buffer_drop(body);
	return rc == 0 ? 0 : -1;
}
