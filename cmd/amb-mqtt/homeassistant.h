/*
 * homeassistant.h - zones as Home Assistant knows lights.  Pure: no I/O, no
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

/* homeassistant_state(command): the state of a light.  Borrows the command of
 * the strip; what is no command is a light that is off. */
jv homeassistant_state(const jv *command);

/*
 * homeassistant_order(order, command, level): command as an order of Home
 * Assistant changes it, to be checked by strip_parse(); level is how bright it
 * becomes, in (0, 1], when it was off.  Consumes command, borrows order.
 */
jv homeassistant_order(const jv *order, jv command, double level);

#endif /* AMB_MQTT_HOMEASSISTANT_H */
