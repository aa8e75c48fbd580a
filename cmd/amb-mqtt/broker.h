/*
 * broker.h - one connection to an MQTT broker, by libmosquitto.
 *
 * A lost connection is replaced by a new one that has sent nothing yet: callers
 * decide what to send again, and in which order.  It uses MQTT 5, or 3.1.1 when
 * the broker supports no more.  Only broker*.c know the library.
 */
#ifndef AMB_MQTT_BROKER_H
#define AMB_MQTT_BROKER_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "message.h"

struct broker;

/* The functions that a connection calls, with the ctx of broker_new(). */
struct broker_calls {
	/* connected(): the broker has accepted the connection. */
	void (*connected)(void *ctx);
	/* acknowledged(seq): the broker has this event. */
	void (*acknowledged)(void *ctx, int64_t seq);
	/* received(topic, data, len): a message of a subscribed topic, but
	 * none that the broker had retained, as it may be old. */
	void (*received)(
	    void *ctx, const char *topic, const char *data, size_t len);
};

/* How a connection ended. */
struct broker_end {
	int status; /* EX_UNAVAILABLE: refused, so that waiting does not help;
		       EX_CONFIG; EX_TEMPFAIL */
	char why[WHY_MAX];
};

/*
 * broker_new(calls, ctx): no connection yet; borrows both.  Exits 71 on lack of
 * memory.  broker_free(b): its connection must be closed.
 */
struct broker *broker_new(const struct broker_calls *calls, void *ctx);
void broker_free(struct broker *b);

/*
 * broker_open(b, end): begin to connect.  Returns 0, or -1 and fills *end.
 */
int broker_open(struct broker *b, struct broker_end *end);

/* broker_is_open(b): whether there is a connection, or an attempt at one. */
bool broker_is_open(const struct broker *b);

/* broker_is_connected(b): whether the broker has accepted it. */
bool broker_is_connected(const struct broker *b);

/* broker_pollfd(b): the descriptor and events for poll(2); b is open. */
struct pollfd broker_pollfd(const struct broker *b);

/*
 * broker_step(b, revents, end): handle the revents of poll(2), also when they
 * are 0: at least once a second, and every BROKER_CONNECTING_MS until it is
 * connected.  b is open.  Returns 0, or -1 and fills *end; it is then closed.
 */
enum { BROKER_CONNECTING_MS = 20 };
int broker_step(struct broker *b, short revents, struct broker_end *end);

/*
 * broker_send(b, m): publish m, which is borrowed.  Returns 0, or -1 on
 * failure; the next broker_step() then ends the connection.
 */
int broker_send(struct broker *b, const struct message *m);

/* broker_subscribe(b, topic): with QoS 1; a refusal is one line on stderr. */
void broker_subscribe(struct broker *b, const char *topic);

/* broker_is_writing(b): whether messages wait to be written; b is open. */
bool broker_is_writing(const struct broker *b);

/* broker_is_idle(b): whether it is connected and all is acknowledged. */
bool broker_is_idle(const struct broker *b);

/*
 * broker_close(b): wait at most a second until all is acknowledged, then
 * disconnect.
 */
void broker_close(struct broker *b);

#endif /* AMB_MQTT_BROKER_H */
