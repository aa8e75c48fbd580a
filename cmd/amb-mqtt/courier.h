/*
 * courier.h - send the events to the broker, in order.
 *
 * The cursor moves past an event when the broker has acknowledged it and all
 * before it.  A new connection begins at the cursor, so an event without an
 * acknowledgement is sent again.
 */
#ifndef AMB_MQTT_COURIER_H
#define AMB_MQTT_COURIER_H

#include <stdbool.h>

#include "broker.h"
#include "retained.h"
#include "spool/events.h"

#define COURIER_NAME "mqtt"   /* of its cursor */
enum { COURIER_WINDOW = 20 }; /* events in flight, at most */

struct courier {
	struct events events; /* events.fd is readable when there may be more */
	int64_t cursor;	      /* all up to this number are acknowledged */
	int64_t stored;	      /* the cursor on disk */
	struct {
		int64_t seq;
		bool acknowledged;
	} window[COURIER_WINDOW];
	int n;	   /* of the window */
	bool idle; /* the last courier_send() found no event */
};

/*
 * courier_init(c): read the cursor; without one, begin with the next event and
 * store that.  Returns 0 or -1; c->events is to be closed.
 */
int courier_init(struct courier *c);

/*
 * courier_restart(c): a new connection: begin at the cursor.  Returns 0 or
 * -1.
 */
int courier_restart(struct courier *c);

/*
 * courier_send(c, broker, retained): send as many events as may be in flight,
 * and call retained_observe() for each; when events were removed before they
 * were sent, retained_restart().  Returns 0, also when the connection has
 * ended, or -1 when an event cannot be read.
 */
int courier_send(
    struct courier *c, struct broker *broker, struct retained *retained);

/* courier_acknowledged(c, seq): the broker has that event. */
void courier_acknowledged(struct courier *c, int64_t seq);

/* courier_store(c): store the cursor if it moved.  Returns 0 or -1. */
int courier_store(struct courier *c);

/* courier_is_idle(c): whether all events are acknowledged. */
bool courier_is_idle(const struct courier *c);

#endif /* AMB_MQTT_COURIER_H */
