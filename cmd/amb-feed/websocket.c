#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sysexits.h>

#include <libwebsockets.h>

#include "base/diag.h"
#include "websocket.h"
#include "websocket_http.h"

enum {
	RX_CHUNK = 256,	     /* bytes; messages of clients are ignored */
	GOODBYE_US = 1000000 /* for clients to read the close code */
};

struct websocket {
	const struct websocket_calls *calls;
	void *ctx; /* of the calls */
	struct lws_context *context;
	lws_retry_bo_t ping_policy;
	lws_sorted_usec_list_t tick;
	int stop_fd; /* the copy that lws watches */
	int clients;
	bool stop;
	bool overdue; /* do not wait for clients any longer */
};

static struct websocket *
server_of(struct lws *wsi)
{
	return lws_context_user(lws_get_context(wsi));
}

static int
on_http(struct lws *wsi)
{
	struct websocket *ws = server_of(wsi);
	struct feed_request r;
	struct feed_reply reply;

	websocket_read_request(wsi, false, &r);
	reply = ws->calls->request(ws->ctx, &r);
	/* an unread body must not be parsed as a request */
	if (websocket_write_reply(wsi, &r, &reply) == -1 || !r.get)
		return -1;
	return lws_http_transaction_completed(wsi) ? -1 : 0;
}

/* Returns 0 to let lws upgrade, 1 when a refusal was written, or -1. */
static int
on_upgrade(struct lws *wsi, const char *to)
{
	struct websocket *ws = server_of(wsi);
	struct feed_request r;
	struct feed_reply reply;

	websocket_read_request(wsi, strcasecmp(to, "websocket") == 0, &r);
	reply = ws->calls->request(ws->ctx, &r);
	if (reply.status == 101)
		return 0;
	return websocket_write_reply(wsi, &r, &reply) == -1 ? -1 : 1;
}

static int
on_open(struct lws *wsi, struct client *c)
{
	struct websocket *ws = server_of(wsi);
	struct feed_request r;

	websocket_read_request(wsi, true, &r);
	c->connection = wsi;
	if (!ws->calls->opened(ws->ctx, c, &r)) {
		c->connection = NULL;
		return -1;
	}
	ws->clients++;
	return 0;
}

static int
on_close(struct websocket *ws, struct client *c)
{
	if (c->connection == NULL)
		return 0;
	ws->clients--;
	backlog_clear(&c->backlog);
	ws->calls->closed(ws->ctx, c);
	return 0;
}

static int
on_writable(struct lws *wsi, struct client *c)
{
	if (server_of(wsi)->stop)
		return websocket_close(wsi, c, LWS_CLOSE_STATUS_GOINGAWAY);
	return websocket_flush(wsi, c);
}

/* A message is ignored; for lws it proves that the client is alive. */
static int
on_receive(struct lws *wsi, struct client *c, size_t len)
{
	if (lws_is_first_fragment(wsi))
		c->received = 0;
	c->received += len;
	if (c->received + lws_remaining_packet_payload(wsi) <=
	    WEBSOCKET_MESSAGE_MAX)
		return 0;
	return websocket_close(wsi, c, LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE);
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
		return on_receive(wsi, user, len);
	case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
		((struct client *)user)->closing = true;
		return 0;
	case LWS_CALLBACK_CLOSED:
		return on_close(server_of(wsi), user);
	default:
		return 0;
	}
}

/* The descriptors stop_fd and watch_fd. */
static int
watch(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
    size_t len)
{
	struct websocket *ws;

	(void)user;
	(void)in;
	(void)len;
	if (reason != LWS_CALLBACK_RAW_RX_FILE)
		return 0;
	ws = server_of(wsi);
	if (lws_get_socket_fd(wsi) == ws->stop_fd)
		ws->stop = true;
	else
		ws->calls->readable(ws->ctx);
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
log_line(int level, const char *line)
{
	(void)level;
	warn_msg("%.*s", (int)strcspn(line, "\n"), line);
}

/* lws closes an adopted descriptor, so it gets a copy.  Returns that, or -1. */
static int
add_watch(struct websocket *ws, int fd)
{
	lws_sock_file_fd_type f = {.filefd = fcntl(fd, F_DUPFD_CLOEXEC, 0)};
	struct lws_vhost *vhost = lws_get_vhost_by_name(ws->context, "default");

	if (f.filefd == -1 ||
	    lws_adopt_descriptor_vhost(
		vhost, LWS_ADOPT_RAW_FILE_DESC, f, "watch", NULL) == NULL)
		return -1;
	return f.filefd;
}

static int
listen_on(struct websocket *ws, const struct websocket_options *o)
{
	struct lws_context_creation_info info = {.iface = o->path,
	    .protocols = protocols,
	    .options = LWS_SERVER_OPTION_UNIX_SOCK |
		       LWS_SERVER_OPTION_FAIL_UPON_UNABLE_TO_BIND,
	    .timeout_secs = 10,
	    .keepalive_timeout = 10,
	    .retry_and_idle_policy = &ws->ping_policy,
	    .user = ws};

	ws->ping_policy.secs_since_valid_ping = (uint16_t)o->ping_s;
	ws->ping_policy.secs_since_valid_hangup = (uint16_t)(o->ping_s * 2);
	lws_set_log_level(LLL_ERR, log_line);
	ws->context = lws_create_context(&info);
	if (ws->context == NULL)
		return -1;
	ws->stop_fd = add_watch(ws, o->stop_fd);
	if (ws->stop_fd == -1 || add_watch(ws, o->watch_fd) == -1)
		return -1;
	return chmod(o->path, 0666);
}

struct websocket *
websocket_open(const struct websocket_options *o)
{
	struct websocket *ws = calloc(1, sizeof(*ws));

	if (ws == NULL)
		die_errno(EX_OSERR, "cannot listen");
	ws->calls = o->calls;
	ws->ctx = o->ctx;
	if (listen_on(ws, o) == 0)
		return ws;
	websocket_free(ws);
	return NULL;
}

static void
on_tick(lws_sorted_usec_list_t *tick)
{
	struct websocket *ws = lws_container_of(tick, struct websocket, tick);
	int64_t us = ws->stop ? -1 : ws->calls->tick(ws->ctx);

	ws->overdue = ws->stop;
	if (us >= 0)
		lws_sul_schedule(ws->context, 0, tick, on_tick, us);
}

void
websocket_tick(struct websocket *ws)
{
	lws_sul_schedule(ws->context, 0, &ws->tick, on_tick, 1);
}

void
websocket_run(struct websocket *ws)
{
	while (!ws->stop && lws_service(ws->context, 0) >= 0)
		;
	lws_sul_schedule(ws->context, 0, &ws->tick, on_tick, GOODBYE_US);
	lws_callback_on_writable_all_protocol(ws->context, &protocols[0]);
	while (
	    ws->clients > 0 && !ws->overdue && lws_service(ws->context, 0) >= 0)
		;
}

void
websocket_free(struct websocket *ws)
{
	lws_context_destroy(ws->context);
	free(ws);
}

int
websocket_clients(const struct websocket *ws)
{
	return ws->clients;
}
