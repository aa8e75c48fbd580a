/*
 * retained.h - the state of every zone, which the broker retains for clients
 * that connect later.
 *
 * It is made from the newest state alone: an event only marks its zone as
 * changed, so that a backlog of events does not publish old states.
 */
#ifndef AMB_MQTT_RETAINED_H
#define AMB_MQTT_RETAINED_H

#include <jv.h>

#include "broker.h"

/* All zones; all zero is none. */
struct retained {
	struct retained_zone *first;
};

/*
 * retained_restart(r, broker): a new connection, or a Home Assistant that
 * started: all zones are to be sent.  Exits 71 on lack of memory, as
 * retained_observe() does.
 */
void retained_restart(struct retained *r, struct broker *broker);

/* retained_observe(r, event): mark the zone of an event.  Borrows it. */
void retained_observe(struct retained *r, const jv *event);

/* retained_send(r, broker): publish what changed of the zones marked. */
void retained_send(struct retained *r, struct broker *broker);

/*
 * retained_each(r, each, ctx): call each for every zone, with the command of
 * its strip, borrowed; not an object when it has none.
 */
void retained_each(const struct retained *r,
    void (*each)(void *ctx, const char *zone, const jv *command), void *ctx);

/*
 * retained_command(r, zone, level): a copy of the command of a strip, and its
 * last brightness that was not 0, in (0, 1]; invalid, and level left alone,
 * when there is no such zone.
 */
jv retained_command(const struct retained *r, const char *zone, double *level);

/*
 * retained_expect(r, zone, command): the command that was queued for a strip,
 * which the state does not show yet; orders that follow build on it.  The zone
 * is there.  Consumes command.
 */
void retained_expect(struct retained *r, const char *zone, jv command);

void retained_free(struct retained *r);

#endif /* AMB_MQTT_RETAINED_H */
