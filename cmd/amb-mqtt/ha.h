/*
 * ha.h - zones as Home Assistant knows lights.  Pure: no I/O, no clock.
 *
 * A zone is a device with a light of the JSON schema, which is its strip, and
 * an image, which is its matrix.
 */
#ifndef AMB_HA_H
#define AMB_HA_H

#include <jv.h>

/*
 * ha_light(zone, prefix), ha_image(zone, prefix): their discovery messages;
 * prefix is that of the topics of zones.
 */
jv ha_light(const char *zone, const char *prefix);
jv ha_image(const char *zone, const char *prefix);

/* ha_state(command): the state of a light.  Borrows the strip command. */
jv ha_state(const jv *command);

/*
 * ha_order(order, command, level): command changed as an order of Home
 * Assistant says, to be checked by strip_parse(); level is how bright it
 * becomes when it was off.  Consumes command, borrows order.
 */
jv ha_order(const jv *order, jv command, double level);

#endif /* AMB_HA_H */
