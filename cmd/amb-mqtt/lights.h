/*
 * lights.h - the state of every zone, kept by the broker for who comes late.
 *
 * PREFIX/ZONE/matrix, matrix/raw and strip are retained messages.  They are
 * made from the newest state alone: an event only says that a zone is to be
 * looked at, so that a backlog of events does not play an old film.
 */
#ifndef AMB_LIGHTS_H
#define AMB_LIGHTS_H

#include <jv.h>

#include "light/strip.h"

/* lights_restart(): a new connection: all zones are to be sent. */
void lights_restart(void);

/* lights_heed(event): note the zone that an event is of.  Borrows it. */
void lights_heed(const jv *event);

/* lights_send(): publish what has changed of the zones that were noted. */
void lights_send(void);

/* lights_discover(): tell Home Assistant of all zones, if it is wanted. */
void lights_discover(void);

/* lights_each(each, ctx): call it for each zone, with its strip command. */
void lights_each(
    void (*each)(const char *zone, const jv *command, void *ctx), void *ctx);

/*
 * lights_strip(zone, level): what the strip of a zone is told, and its last
 * brightness that was not 0; an invalid jv when there is no such zone.
 */
jv lights_strip(const char *zone, double *level);

/* lights_ordered(zone, command): it has been told this, though the state does
 * not show it yet.  Consumes command. */
void lights_ordered(const char *zone, jv command);

void lights_exit(void);

#endif /* AMB_LIGHTS_H */
