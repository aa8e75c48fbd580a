#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include <mosquitto.h>
#include <mqtt_protocol.h>

#include "base/clock.h"
#include "base/diag.h"
#include "conf/conf.h"
#include "link.h"
#include "sent.h"

enum {
	KEEPALIVE_S = 30,
	CONNECT_MS = 10000,
	GOODBYE_MS = 1000,
	PORT = 1883,
	PORT_TLS = 8883,
	REFUSED = 128 /* MQTT 5 reasons from here on are refusals */
};

#define SYSTEM_CAS "/etc/ssl/certs"

static struct {
	struct mosquitto *mosq;
	const struct link_calls *calls;
	bool up;
	bool old; /* the broker knows only 3.1.1 */
	int64_t deadline_ms;
	bool over;	     /* a callback found that it must end */
	struct link_end end; /* why */
	char log[160];	     /* the last error that the library told */
} me;

static int64_t
now_ms(void)
{
	return clock_elapsed_ns() / 1000000;
}

static void
finish(int status, const char *what, const char *why)
{
	if (me.over)
		return;
	me.over = true;
	me.end.status = status;
	snprintf(me.end.why, sizeof(me.end.why), "%s: %s", what, why);
}

/* Reasons of a refused connection that will not pass by themselves. */
static bool
final(int reason)
{
	static const int list[] = {CONNACK_REFUSED_BAD_USERNAME_PASSWORD,
	    CONNACK_REFUSED_NOT_AUTHORIZED, CONNACK_REFUSED_IDENTIFIER_REJECTED,
	    MQTT_RC_NOT_AUTHORIZED, MQTT_RC_BAD_USERNAME_OR_PASSWORD,
	    MQTT_RC_BANNED, MQTT_RC_CLIENTID_NOT_VALID,
	    MQTT_RC_BAD_AUTHENTICATION_METHOD};
	size_t i;

	for (i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (list[i] == reason)
			return true;
	return false;
}

static void
on_connect(struct mosquitto *m, void *ctx, int reason, int flags,
    const mosquitto_property *props)
{
	(void)m;
	(void)ctx;
	(void)flags;
	(void)props;
	if (reason == 0) {
		me.up = true;
		me.calls->up();
		return;
	}
	if (!me.old && (reason == MQTT_RC_UNSUPPORTED_PROTOCOL_VERSION ||
			   reason == CONNACK_REFUSED_PROTOCOL_VERSION))
		me.old = true;
	finish(final(reason) ? EX_UNAVAILABLE : EX_TEMPFAIL,
	    "the broker refused to connect",
	    reason < REFUSED ? mosquitto_connack_string(reason)
			     : mosquitto_reason_string(reason));
}

static void
on_publish(struct mosquitto *m, void *ctx, int mid, int reason,
    const mosquitto_property *props)
{
	struct sent *s = sent_take(mid);
	char what[LINK_TOPIC_MAX + 32];

	(void)m;
	(void)ctx;
	(void)props;
	if (s == NULL)
		return;
	if (reason >= REFUSED) {
		snprintf(
		    what, sizeof(what), "the broker refused '%s'", s->topic);
		finish(EX_UNAVAILABLE, what, mosquitto_reason_string(reason));
	} else if (s->seq > 0) {
		me.calls->acked(s->seq);
	}
	free(s);
}

/* What the broker kept was not said to us: it may be old. */
static void
on_message(struct mosquitto *m, void *ctx, const struct mosquitto_message *msg,
    const mosquitto_property *props)
{
	(void)m;
	(void)ctx;
	(void)props;
	if (!msg->retain)
		me.calls->said(
		    msg->topic, msg->payload, (size_t)msg->payloadlen);
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
		if (granted[i] >= REFUSED)
			warn_msg("the broker refused a subscription: %s",
			    mosquitto_reason_string(granted[i]));
}

static void
on_log(struct mosquitto *m, void *ctx, int level, const char *text)
{
	(void)m;
	(void)ctx;
	if (level == MOSQ_LOG_ERR)
		snprintf(me.log, sizeof(me.log), "%s", text);
}

void
link_init(const struct link_calls *calls)
{
	me.calls = calls;
	mosquitto_lib_init();
}

void
link_exit(void)
{
	mosquitto_lib_cleanup();
}

static const char *
or_null(enum conf_key key)
{
	const char *text = conf_str(key);

	return text[0] != '\0' ? text : NULL;
}

static int
set_up(struct mosquitto *m)
{
	const char *cafile = or_null(CONF_MQTT_CAFILE);
	char topic[LINK_TOPIC_MAX];

	mosquitto_int_option(m, MOSQ_OPT_PROTOCOL_VERSION,
	    me.old ? MQTT_PROTOCOL_V311 : MQTT_PROTOCOL_V5);
	mosquitto_int_option(m, MOSQ_OPT_TCP_NODELAY, 1);
	mosquitto_connect_v5_callback_set(m, on_connect);
	mosquitto_publish_v5_callback_set(m, on_publish);
	mosquitto_message_v5_callback_set(m, on_message);
	mosquitto_subscribe_v5_callback_set(m, on_subscribe);
	mosquitto_log_callback_set(m, on_log);
	if (mosquitto_will_set(m, link_topic(topic, "status", NULL), 7,
		"offline", 1, true) != 0 ||
	    mosquitto_username_pw_set(m, or_null(CONF_MQTT_USERNAME),
		or_null(CONF_MQTT_PASSWORD)) != 0)
		return -1;
	if (!conf_int(CONF_MQTT_TLS))
		return 0;
	return mosquitto_tls_set(m, cafile, cafile == NULL ? SYSTEM_CAS : NULL,
		   or_null(CONF_MQTT_CERTFILE), or_null(CONF_MQTT_KEYFILE),
		   NULL) == 0
		   ? 0
		   : -1;
}

static bool
is_tls(int rc)
{
	return rc == MOSQ_ERR_TLS || (rc == MOSQ_ERR_ERRNO && errno == EPROTO);
}

/* Why a call of the library failed. */
static const char *
reason(int rc)
{
	if (is_tls(rc) && me.log[0] != '\0')
		return me.log;
	if (rc == MOSQ_ERR_EAI)
		return gai_strerror(errno);
	return rc == MOSQ_ERR_ERRNO ? strerror(errno) : mosquitto_strerror(rc);
}

static void
fail(int rc)
{
	finish(is_tls(rc) && !me.up ? EX_UNAVAILABLE : EX_TEMPFAIL,
	    me.up ? "the connection was lost" : "cannot connect", reason(rc));
}

static void
forget(void)
{
	sent_clear();
	mosquitto_destroy(me.mosq);
	me.mosq = NULL;
	me.up = false;
	me.over = false;
}

static int
ended(struct link_end *end)
{
	*end = me.end;
	forget();
	return -1;
}

int
link_open(struct link_end *end)
{
	int port = conf_int(CONF_MQTT_PORT);
	int rc;

	me.log[0] = '\0';
	me.mosq = mosquitto_new(NULL, true, NULL);
	if (me.mosq == NULL)
		die_errno(EX_OSERR, "cannot connect");
	if (set_up(me.mosq) == -1) {
		finish(EX_CONFIG, "cannot connect", "bad MQTT_ settings");
		return ended(end);
	}
	if (port == 0)
		port = conf_int(CONF_MQTT_TLS) ? PORT_TLS : PORT;
	me.deadline_ms = now_ms() + CONNECT_MS;
	rc = mosquitto_connect_async(
	    me.mosq, conf_str(CONF_MQTT_HOST), port, KEEPALIVE_S);
	if (rc == MOSQ_ERR_SUCCESS || rc == MOSQ_ERR_CONN_PENDING)
		return 0;
	fail(rc);
	return ended(end);
}

bool
link_is_open(void)
{
	return me.mosq != NULL;
}

bool
link_is_up(void)
{
	return me.up;
}

int
link_fd(void)
{
	return me.mosq != NULL ? mosquitto_socket(me.mosq) : -1;
}

short
link_events(void)
{
	return me.mosq != NULL && mosquitto_want_write(me.mosq)
		   ? POLLIN | POLLOUT
		   : POLLIN;
}

int
link_step(short revents, struct link_end *end)
{
	int rc = MOSQ_ERR_SUCCESS;

	errno = 0;
	/* that a TLS handshake waits is not told by link_events() */
	if ((revents & ~POLLOUT) != 0 || !me.up)
		rc = mosquitto_loop_read(me.mosq, 1);
	if (rc == MOSQ_ERR_SUCCESS && link_busy())
		rc = mosquitto_loop_write(me.mosq, 1);
	if (rc == MOSQ_ERR_SUCCESS)
		rc = mosquitto_loop_misc(me.mosq);
	if (rc != MOSQ_ERR_SUCCESS)
		fail(rc);
	if (!me.up && now_ms() > me.deadline_ms)
		finish(EX_TEMPFAIL, "cannot connect", "no answer in time");
	return me.over ? ended(end) : 0;
}

static mosquitto_property *
properties(const struct letter *letter)
{
	mosquitto_property *list = NULL;
	uint32_t expiry = (uint32_t)conf_int(CONF_MQTT_EXPIRY_S);

	if (me.old)
		return NULL;
	mosquitto_property_add_string(
	    &list, MQTT_PROP_CONTENT_TYPE, letter->type);
	if (letter->seq > 0 && expiry > 0)
		mosquitto_property_add_int32(
		    &list, MQTT_PROP_MESSAGE_EXPIRY_INTERVAL, expiry);
	return list;
}

int
link_send(const struct letter *letter)
{
	mosquitto_property *list = properties(letter);
	int mid;
	int rc =
	    mosquitto_publish_v5(me.mosq, &mid, letter->topic, (int)letter->len,
		letter->data, letter->fleeting ? 0 : 1, letter->retain, list);

	mosquitto_property_free_all(&list);
	if (rc == MOSQ_ERR_SUCCESS && !letter->fleeting)
		sent_add(mid, letter->seq, letter->topic);
	if (rc == MOSQ_ERR_SUCCESS)
		return 0;
	fail(rc);
	return -1;
}

void
link_listen(const char *topic)
{
	mosquitto_subscribe(me.mosq, NULL, topic, 1);
}

int
link_waiting(void)
{
	return sent_count();
}

bool
link_busy(void)
{
	return link_events() != POLLIN;
}

char *
link_topic(char buf[LINK_TOPIC_MAX], const char *zone, const char *name)
{
	snprintf(buf, LINK_TOPIC_MAX, "%s/%s%s%s", conf_str(CONF_MQTT_PREFIX),
	    zone, name != NULL ? "/" : "", name != NULL ? name : "");
	return buf;
}

void
link_close(void)
{
	int64_t end = now_ms() + GOODBYE_MS;
	struct pollfd fd;
	struct link_end ignored;

	while (me.up && sent_count() > 0 && now_ms() < end) {
		fd = (struct pollfd){link_fd(), link_events(), 0};
		poll(&fd, 1, 100);
		if (link_step(fd.revents, &ignored) == -1)
			return;
	}
	if (me.up && mosquitto_disconnect(me.mosq) == MOSQ_ERR_SUCCESS &&
	    link_busy())
		mosquitto_loop_write(me.mosq, 1);
	if (me.mosq != NULL)
		forget();
}
