/*
 * courier.h - carry the events to the broker, in order.
 *
 * A few are in flight at once.  The cursor moves past an event when the broker
 * has acknowledged it and all before it; what is not acknowledged when a
 * connection ends is sent again on the next, from the cursor on.
 */
#ifndef AMB_MQTT_COURIER_H
#define AMB_MQTT_COURIER_H

#include <stdbool.h>

#include "broker.h"
#include "retained.h"
#include "spool/events.h"

enum { COURIER_WINDOW = 20 }; /* events in flight */

struct courier {
	struct events events;
	long cursor; /* all up to here are acknowledged */
	long stored; /* what is on disk */
	struct {
		long seq;
		bool acknowledged;
	} window[COURIER_WINDOW];
	int n; /* of the window */
};

/*
 * courier_init(c): read the cursor; without one, begin with the next event and
 * store that.  Returns 0, or -1 with errno.
 */
int courier_init(struct courier *c);
void courier_free(struct courier *c);

/* courier_fd(c): readable when there may be events. */
int courier_fd(const struct courier *c);

/*
 * courier_restart(c): a new connection: begin at the cursor.  Returns 0, or -1
 * with errno.
 */
int courier_restart(struct courier *c);

/*
 * courier_send(c, broker, retained): send as many events as may be in flight;
 * retained_observe() has each.  Returns 0, or -1 with errno when they cannot be
 * read; that a connection has ended is not an error here.
 */
int courier_send(
    struct courier *c, struct broker *broker, struct retained *retained);

/* courier_acknowledged(c, seq): the broker has that event. */
void courier_acknowledged(struct courier *c, long seq);

/* courier_store(c): put the cursor on disk if it moved.  0, or -1 with errno.
 */
int courier_store(struct courier *c);

/* courier_is_idle(c): whether all events are acknowledged. */
bool courier_is_idle(const struct courier *c);

#endif /* AMB_MQTT_COURIER_H */
