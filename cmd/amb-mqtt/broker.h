/*
 * broker.h - one connection to an MQTT broker, by libmosquitto.
 *
 * A connection that is lost is not mended but made anew, and knows nothing of
 * what the old one had sent: what to send again, and in which order, is decided
 * by those that send.  Only broker*.c know the library.
 *
 * MQTT 5 is spoken, or 3.1.1 when the broker supports no more.
 */
#ifndef AMB_MQTT_BROKER_H
#define AMB_MQTT_BROKER_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"
#include "message.h"

struct broker;

/* What a connection calls, with ctx as it was made. */
struct broker_calls {
	/* connected(): the broker has accepted us. */
	void (*connected)(void *ctx);
	/* acknowledged(seq): the broker has this event. */
	void (*acknowledged)(void *ctx, long seq);
	/* received(topic, data, len): a message of a topic subscribed to; not
	 * one that the broker had retained, as that may be old. */
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

/* broker_pollfd(b): what to poll(2) for; b is open. */
struct pollfd broker_pollfd(const struct broker *b);

/*
 * broker_step(b, revents, end): handle what poll(2) found, also when that is
 * nothing: at least once a second, and every BROKER_CONNECTING_MS until it is
 * connected.  b is open.  Returns 0, or -1 and fills *end; it is then closed.
 */
enum { BROKER_CONNECTING_MS = 20 };
int broker_step(struct broker *b, short revents, struct broker_end *end);

/*
 * broker_send(b, m): publish; borrows m.  Returns 0, or -1 when it cannot be;
 * the next broker_step() then ends the connection.
 */
int broker_send(struct broker *b, const struct message *m);

/* broker_subscribe(b, topic): with QoS 1; a refusal is one line on stderr. */
void broker_subscribe(struct broker *b, const char *topic);

/* broker_is_writing(b): whether messages have not left this process; open. */
bool broker_is_writing(const struct broker *b);

/* broker_is_idle(b): whether it is connected and has acknowledged all. */
bool broker_is_idle(const struct broker *b);

/*
 * broker_close(b): wait a second at most until all is acknowledged, disconnect
 * and forget the connection.
 */
void broker_close(struct broker *b);

#endif /* AMB_MQTT_BROKER_H */
