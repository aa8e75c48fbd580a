#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include <libwebsockets.h>

#include "base/diag.h"
#include "wire.h"

enum {
	ARGS_MAX = 8,
	ARG_SIZE = 160,	   /* bytes */
	HEADERS_MAX = 512, /* bytes */
	RX_CHUNK = 256,	   /* bytes; what a client says is not kept */
	GOODBYE_US = 1000000
};

static_assert(PARCEL_HEAD >= LWS_PRE, "a frame's head must fit");

/* A request in memory of its own, as lws keeps it no longer than it must. */
struct heard {
	struct ask ask;
	const char *list[ARGS_MAX + 1];
	char args[ARGS_MAX][ARG_SIZE];
	char path[ARG_SIZE];
	char origin[ARG_SIZE];
	char host[ARG_SIZE];
	bool head;
};

static struct {
	struct lws_context *context;
	int signals;
	bool stop;
	bool overdue; /* who has not gone by now is left */
	lws_sorted_usec_list_t tick;
} wire;

static void
hear(struct lws *wsi, bool upgrade, struct heard *h)
{
	char *uri;
	int len;
	int method = lws_http_get_uri_and_method(wsi, &uri, &len);
	int i = 0;

	memset(h, 0, sizeof(*h));
	if (method >= 0)
		snprintf(h->path, sizeof(h->path), "%.*s", len, uri);
	while (i < ARGS_MAX && lws_hdr_copy_fragment(wsi, h->args[i], ARG_SIZE,
				   WSI_TOKEN_HTTP_URI_ARGS, i) >= 0) {
		h->list[i] = h->args[i];
		i++;
	}
	if (lws_hdr_copy(wsi, h->origin, ARG_SIZE, WSI_TOKEN_ORIGIN) < 0)
		snprintf(h->origin, ARG_SIZE, "too long");
	lws_hdr_copy(wsi, h->host, ARG_SIZE, WSI_TOKEN_HOST);
	h->head = method == LWSHUMETH_HEAD;
	h->ask = (struct ask){.path = h->path,
	    .args = h->list,
	    .origin = h->origin,
	    .host = h->host,
	    .get = method == LWSHUMETH_GET || h->head,
	    .upgrade = upgrade};
}

/* What some statuses must say besides. */
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
write_head(struct lws *wsi, const struct answer *a)
{
	unsigned char buf[LWS_PRE + HEADERS_MAX];
	unsigned char *p = buf + LWS_PRE;
	unsigned char *end = buf + sizeof(buf) - 1;
	unsigned status = (unsigned)a->status | LWSAHH_FLAG_NO_SERVER_NAME;
	size_t i;
	int rc;

	rc = lws_add_http_common_headers(
	    wsi, status, a->type, a->body->len, &p, end);
	rc |= add_header(wsi, "cache-control:", "no-store", &p, end);
	for (i = 0; i < sizeof(extra) / sizeof(extra[0]); i++)
		if (extra[i].status == a->status)
			rc |= add_header(
			    wsi, extra[i].name, extra[i].value, &p, end);
	if (rc != 0)
		return -1;
	return lws_finalize_write_http_header(wsi, buf + LWS_PRE, &p, end);
}

/* Write an answer and let go of it.  Returns -1 when that cannot be. */
static int
respond(struct lws *wsi, const struct heard *h, struct answer *a)
{
	int rc = write_head(wsi, a);

	if (rc == 0 && !h->head && a->body->len > 0 &&
	    lws_write(wsi, a->body->data, a->body->len, LWS_WRITE_HTTP_FINAL) <
		0)
		rc = -1;
	parcel_drop(a->body);
	return rc == 0 ? 0 : -1;
}

static int
on_http(struct lws *wsi)
{
	struct heard h;
	struct answer a;

	hear(wsi, false, &h);
	a = feed_answer(&h.ask);
	/* a body that nobody reads must not be taken for a request */
	if (respond(wsi, &h, &a) == -1 || !h.ask.get)
		return -1;
	return lws_http_transaction_completed(wsi) ? -1 : 0;
}

/* Returns 0 to let it be, 1 when it was answered. */
static int
on_upgrade(struct lws *wsi, const char *to)
{
	struct heard h;
	struct answer a;

	hear(wsi, strcasecmp(to, "websocket") == 0, &h);
	a = feed_answer(&h.ask);
	if (a.status == 101)
		return 0;
	return respond(wsi, &h, &a) == -1 ? -1 : 1;
}

static int
on_open(struct lws *wsi, struct client *c)
{
	struct heard h;

	hear(wsi, true, &h);
	c->link = wsi;
	return feed_open(c, &h.ask) ? 0 : -1;
}

static int
on_writable(struct lws *wsi, struct client *c)
{
	struct parcel *p;
	int rc;

	if (wire.stop) {
		lws_close_reason(wsi, LWS_CLOSE_STATUS_GOINGAWAY, NULL, 0);
		return -1;
	}
	p = feed_next(c);
	if (p == NULL)
		return 0;
	rc = lws_write(wsi, p->data, p->len,
	    p->binary ? LWS_WRITE_BINARY : LWS_WRITE_TEXT);
	parcel_drop(p);
	if (c->queue.n > 0)
		wire_wake(c);
	return rc < 0 ? -1 : 0;
}

/* Whatever a client says only keeps it alive. */
static int
on_said(struct lws *wsi, struct client *c, size_t len)
{
	if (lws_is_first_fragment(wsi))
		c->said = 0;
	c->said += len;
	if (c->said + lws_remaining_packet_payload(wsi) <= WIRE_MESSAGE_MAX)
		return 0;
	lws_close_reason(wsi, LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE, NULL, 0);
	return -1;
}

static int
serve(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
    size_t len)
{
	switch (reason) {
	case LWS_CALLBACK_HTTP:
		return on_http(wsi);
	case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
		return on_upgrade(wsi, in);
	case LWS_CALLBACK_ESTABLISHED:
		return on_open(wsi, user);
	case LWS_CALLBACK_SERVER_WRITEABLE:
		return on_writable(wsi, user);
	case LWS_CALLBACK_RECEIVE:
		return on_said(wsi, user, len);
	case LWS_CALLBACK_CLOSED:
		feed_close(user);
		return 0;
	default:
		return 0;
	}
}

/* Descriptors that are not connections. */
static int
watch(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
    size_t len)
{
	(void)user;
	(void)in;
	(void)len;
	if (reason != LWS_CALLBACK_RAW_RX_FILE)
		return 0;
	if (lws_get_socket_fd(wsi) == wire.signals)
		wire.stop = true;
	else
		feed_news();
	return 0;
}

static const struct lws_protocols protocols[] = {
    {.name = "amb",
	.callback = serve,
	.per_session_data_size = sizeof(struct client),
	.rx_buffer_size = RX_CHUNK},
    {.name = "watch", .callback = watch},
    {.name = NULL},
};

static void
complain(int level, const char *line)
{
	(void)level;
	warn_msg("%.*s", (int)strcspn(line, "\n"), line);
}

static int
add_watch(int fd)
{
	lws_sock_file_fd_type f = {.filefd = fcntl(fd, F_DUPFD_CLOEXEC, 0)};
	struct lws_vhost *vhost =
	    lws_get_vhost_by_name(wire.context, "default");

	if (f.filefd == -1 ||
	    lws_adopt_descriptor_vhost(
		vhost, LWS_ADOPT_RAW_FILE_DESC, f, "watch", NULL) == NULL)
		return -1;
	return f.filefd;
}

int
wire_open(const char *path, int ping_s)
{
	static lws_retry_bo_t policy;
	struct lws_context_creation_info info = {.iface = path,
	    .protocols = protocols,
	    .options = LWS_SERVER_OPTION_UNIX_SOCK |
		       LWS_SERVER_OPTION_FAIL_UPON_UNABLE_TO_BIND,
	    .timeout_secs = 10,
	    .keepalive_timeout = 10,
	    .retry_and_idle_policy = &policy};

	policy.secs_since_valid_ping = (uint16_t)ping_s;
	policy.secs_since_valid_hangup = (uint16_t)(ping_s * 2);
	lws_set_log_level(LLL_ERR, complain);
	wire.context = lws_create_context(&info);
	if (wire.context == NULL)
		return -1;
	return chmod(path, 0666) == 0 && add_watch(feed_fd()) != -1 ? 0 : -1;
}

static void
on_tick(lws_sorted_usec_list_t *sul)
{
	int64_t us = wire.stop ? -1 : feed_tick();

	wire.overdue = wire.stop;
	if (us >= 0)
		lws_sul_schedule(wire.context, 0, sul, on_tick, us);
}

void
wire_tick(void)
{
	lws_sul_schedule(wire.context, 0, &wire.tick, on_tick, 1);
}

void
wire_run(int signals)
{
	wire.signals = add_watch(signals);
	while (!wire.stop && lws_service(wire.context, 0) >= 0)
		;
	lws_sul_schedule(wire.context, 0, &wire.tick, on_tick, GOODBYE_US);
	lws_callback_on_writable_all_protocol(wire.context, &protocols[0]);
	while (feed_clients() > 0 && !wire.overdue &&
	       lws_service(wire.context, 0) >= 0)
		;
}

void
wire_close(void)
{
	lws_context_destroy(wire.context);
}

void
wire_wake(struct client *c)
{
	lws_callback_on_writable(c->link);
}

void
wire_drop(struct client *c)
{
	c->doomed = true;
	lws_set_timeout(c->link, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_ASYNC);
}
