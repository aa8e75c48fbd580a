/*
 * homeassistant.h - zones as devices of Home Assistant.  Pure: no I/O, no
 * clock.
 *
 * A zone is a device with two entities: a light of the JSON schema, which is
 * its strip, and an image, which is its matrix.
 */
#ifndef AMB_MQTT_HOMEASSISTANT_H
#define AMB_MQTT_HOMEASSISTANT_H

#include <jv.h>

/*
 * homeassistant_light(zone), homeassistant_image(zone): the discovery messages.
 */
jv homeassistant_light(const char *zone);
jv homeassistant_image(const char *zone);

/* homeassistant_state(command): the state of the light; off when command, which
 * is borrowed, is no command of a strip. */
jv homeassistant_state(const jv *command);

/*
 * homeassistant_order(order, command, level): command as an order of Home
 * Assistant changes it, for strip_parse() to check; level, in (0, 1], is the
 * brightness when it was off.  Consumes command, borrows order.
 */
jv homeassistant_order(const jv *order, jv command, double level);

#endif /* AMB_MQTT_HOMEASSISTANT_H */
