#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

#include <mosquitto.h>
#include <mqtt_protocol.h>

#include "base/clock.h"
#include "base/diag.h"
#include "broker.h"
#include "broker_reason.h"
#include "broker_settings.h"
#include "conf/conf.h"
#include "inflight.h"

enum { KEEPALIVE_S = 30, CONNECT_MS = 10000, GOODBYE_MS = 1000 };

struct broker {
	struct mosquitto *mosq; /* NULL when not open */
	const struct broker_calls *calls;
	void *ctx; /* of the calls */
	struct inflight inflight;
	bool connected;
	bool old; /* no MQTT 5; kept for later connections */
	int64_t deadline_ms;
	bool over;	       /* broker_step() shall end it */
	struct broker_end end; /* why */
	char log[160];	       /* the last error that the library logged */
};

static void
finish(struct broker *b, int status, const char *what, const char *why)
{
	if (b->over)
		return;
	b->over = true;
	b->end.status = status;
	snprintf(b->end.why, sizeof(b->end.why), "%s: %s", what, why);
}

static void
fail(struct broker *b, int rc)
{
	finish(b,
	    broker_is_tls(rc) && !b->connected ? EX_UNAVAILABLE : EX_TEMPFAIL,
	    b->connected ? "the connection was lost" : "cannot connect",
	    broker_failure(rc, b->log));
}

static void
on_connect(struct mosquitto *m, void *ctx, int reason, int flags,
    const mosquitto_property *props)
{
	struct broker *b = ctx;

	(void)m;
	(void)flags;
	(void)props;
	if (reason == 0) {
		b->connected = true;
		b->calls->connected(b->ctx);
		return;
	}
	b->old = b->old || broker_is_old(reason);
	finish(b, broker_is_final(reason) ? EX_UNAVAILABLE : EX_TEMPFAIL,
	    "the broker refused to connect", broker_refusal(reason));
}

static void
on_publish(struct mosquitto *m, void *ctx, int mid, int reason,
    const mosquitto_property *props)
{
	struct broker *b = ctx;
	struct inflight_message *sent = inflight_take(&b->inflight, mid);
	char what[TOPIC_MAX + 32];

	(void)m;
	(void)props;
	if (sent == NULL)
		return;
	if (reason >= BROKER_REFUSED) {
		snprintf(
		    what, sizeof(what), "the broker refused '%s'", sent->topic);
		finish(
		    b, EX_UNAVAILABLE, what, mosquitto_reason_string(reason));
	} else if (sent->seq > 0) {
		b->calls->acknowledged(b->ctx, sent->seq);
	}
	free(sent);
}

static void
on_message(struct mosquitto *m, void *ctx, const struct mosquitto_message *msg,
    const mosquitto_property *props)
{
	struct broker *b = ctx;

	(void)m;
	(void)props;
	if (!msg->retain)
		b->calls->received(
		    b->ctx, msg->topic, msg->payload, (size_t)msg->payloadlen);
}

static void
on_subscribe(struct mosquitto *m, void *ctx, int mid, int n, const int *granted,
    const mosquitto_property *props)
{
	int i;

	(void)m;
	(void)ctx;
	(void)mid;
	(void)props;
	for (i = 0; i < n; i++)
		if (granted[i] >= BROKER_REFUSED)
			warn_msg("the broker refused a subscription: %s",
			    mosquitto_reason_string(granted[i]));
}

static void
on_log(struct mosquitto *m, void *ctx, int level, const char *text)
{
	struct broker *b = ctx;

	(void)m;
	if (level == MOSQ_LOG_ERR)
		snprintf(b->log, sizeof(b->log), "%s", text);
}

struct broker *
broker_new(const struct broker_calls *calls, void *ctx)
{
	struct broker *b = calloc(1, sizeof(*b));

	if (b == NULL)
		die_errno(EX_OSERR, "cannot connect");
	*b = (struct broker){.calls = calls, .ctx = ctx};
	mosquitto_lib_init();
	return b;
}

void
broker_free(struct broker *b)
{
	mosquitto_lib_cleanup();
	free(b);
}

static void
forget(struct broker *b)
{
	inflight_clear(&b->inflight);
	mosquitto_destroy(b->mosq);
	b->mosq = NULL;
	b->connected = false;
	b->over = false;
}

static int
ended(struct broker *b, struct broker_end *end)
{
	*end = b->end;
	forget(b);
	return -1;
}

static void
make_client(struct broker *b)
{
	b->log[0] = '\0';
	b->mosq = mosquitto_new(NULL, true, b);
	if (b->mosq == NULL)
		die_errno(EX_OSERR, "cannot connect");
	mosquitto_connect_v5_callback_set(b->mosq, on_connect);
	mosquitto_publish_v5_callback_set(b->mosq, on_publish);
	mosquitto_message_v5_callback_set(b->mosq, on_message);
	mosquitto_subscribe_v5_callback_set(b->mosq, on_subscribe);
	mosquitto_log_callback_set(b->mosq, on_log);
}

int
broker_open(struct broker *b, struct broker_end *end)
{
	int rc;

	make_client(b);
	if (broker_settings(b->mosq, !b->old) == -1) {
		finish(b, EX_CONFIG, "cannot connect", "bad MQTT_ settings");
		return ended(b, end);
	}
	b->deadline_ms = clock_elapsed_ms() + CONNECT_MS;
	rc = mosquitto_connect_async(
	    b->mosq, conf_str(CONF_MQTT_HOST), broker_port(), KEEPALIVE_S);
	if (rc != MOSQ_ERR_SUCCESS && rc != MOSQ_ERR_CONN_PENDING)
		fail(b, rc);
	return b->over ? ended(b, end) : 0;
}

bool
broker_is_open(const struct broker *b)
{
	return b->mosq != NULL;
}

bool
broker_is_connected(const struct broker *b)
{
	return b->connected;
}

struct pollfd
broker_pollfd(const struct broker *b)
{
	return (struct pollfd){mosquitto_socket(b->mosq),
	    broker_is_writing(b) ? POLLIN | POLLOUT : POLLIN, 0};
}

int
broker_step(struct broker *b, short revents, struct broker_end *end)
{
	int rc = MOSQ_ERR_SUCCESS;

	errno = 0;
	/* broker_pollfd() does not report a waiting TLS handshake */
	if ((revents & ~POLLOUT) != 0 || !b->connected)
		rc = mosquitto_loop_read(b->mosq, 1);
	if (rc == MOSQ_ERR_SUCCESS && broker_is_writing(b))
		rc = mosquitto_loop_write(b->mosq, 1);
	if (rc == MOSQ_ERR_SUCCESS)
		rc = mosquitto_loop_misc(b->mosq);
	if (rc != MOSQ_ERR_SUCCESS)
		fail(b, rc);
	if (!b->connected && clock_elapsed_ms() > b->deadline_ms)
		finish(b, EX_TEMPFAIL, "cannot connect", "no answer in time");
	return b->over ? ended(b, end) : 0;
}

int
broker_send(struct broker *b, const struct message *m)
{
	mosquitto_property *list = b->old ? NULL : broker_properties(m);
	int mid;
	int rc = mosquitto_publish_v5(b->mosq, &mid, m->topic, (int)m->len,
	    m->data, m->lossy ? 0 : 1, m->retain, list);

	mosquitto_property_free_all(&list);
	if (rc != MOSQ_ERR_SUCCESS)
		fail(b, rc);
	else if (!m->lossy)
		inflight_add(&b->inflight, mid, m->seq, m->topic);
	return rc == MOSQ_ERR_SUCCESS ? 0 : -1;
}

void
broker_subscribe(struct broker *b, const char *topic)
{
	mosquitto_subscribe(b->mosq, NULL, topic, 1);
}

bool
broker_is_writing(const struct broker *b)
{
	return mosquitto_want_write(b->mosq);
}

bool
broker_is_idle(const struct broker *b)
{
	return b->connected && b->inflight.first == NULL &&
	       !broker_is_writing(b);
}

void
broker_close(struct broker *b)
{
	int64_t end_ms = clock_elapsed_ms() + GOODBYE_MS;
	struct broker_end ignored;
	struct pollfd fd;

	while (b->connected && b->inflight.first != NULL &&
	       clock_elapsed_ms() < end_ms) {
		fd = broker_pollfd(b);
		poll(&fd, 1, 100);
		if (broker_step(b, fd.revents, &ignored) == -1)
			return;
	}
	if (b->connected && mosquitto_disconnect(b->mosq) == MOSQ_ERR_SUCCESS &&
	    broker_is_writing(b))
		mosquitto_loop_write(b->mosq, 1);
	forget(b);
}
