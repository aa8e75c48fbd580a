/*
 * homeassistant.h - zones as devices of Home Assistant.  Pure: no I/O, no
 * clock.
 *
 * A zone is a device with three entities: two lights of the JSON schema, which
 * are its strip and its matrix, and an image, which is its matrix, too.
 */
#ifndef AMB_MQTT_HOMEASSISTANT_H
#define AMB_MQTT_HOMEASSISTANT_H

#include <stdbool.h>

#include <jv.h>

#include "light/output.h"

/*
 * homeassistant_strip(zone), homeassistant_matrix(zone),
 * homeassistant_image(zone): the discovery messages.
 */
jv homeassistant_strip(const char *zone);
jv homeassistant_matrix(const char *zone);
jv homeassistant_image(const char *zone);

/*
 * homeassistant_strip_state(command, o), homeassistant_matrix_state(o): the
 * states of the lights.  One that is dark is off: by o, or when command, which
 * is borrowed, has no brightness or no colour, or is no command of a strip.
 */
jv homeassistant_strip_state(const jv *command, const struct output *o);
jv homeassistant_matrix_state(const struct output *o);

/*
 * homeassistant_check(order): check state and brightness of an order of Home
 * Assistant.  Consumes order.  Returns it, or an invalid jv with a message.
 *
 * The others borrow a checked order, and return an invalid jv for what it
 * leaves as it is:
 * homeassistant_power(order, on): a boolean; on is what it is now.
 * homeassistant_brightness(order, now): a number from 0 to 1; now is what it is
 * now. If that is 0 and the light is turned on, 1.
 * homeassistant_command(order, command, level): command with colour and effect
 * of the order, for strip_parse() to check; level, in (0, 1], is its brightness
 * when the light is turned on while that is 0.  Consumes command.
 */
jv homeassistant_check(jv order);
jv homeassistant_power(const jv *order, bool on);
jv homeassistant_brightness(const jv *order, double now);
jv homeassistant_command(const jv *order, jv command, double level);

#endif /* AMB_MQTT_HOMEASSISTANT_H */
