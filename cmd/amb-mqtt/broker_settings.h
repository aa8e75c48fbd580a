/*
 * broker_settings.h - the MQTT_ settings for libmosquitto.
 */
#ifndef AMB_MQTT_BROKER_SETTINGS_H
#define AMB_MQTT_BROKER_SETTINGS_H

#include <stdbool.h>

#include <mosquitto.h>

#include "message.h"

/*
 * broker_settings(m, mqtt5): version, will, account and TLS of a new client.
 * Returns 0, or -1 when libmosquitto rejects them.
 */
int broker_settings(struct mosquitto *m, bool mqtt5);

/*
 * broker_properties(m): the MQTT 5 properties of a message: its media type, for
 * an event that it expires after MQTT_EXPIRY_S, and amb with its version as
 * user-agent, except for what may be lost.  The caller frees them with
 * mosquitto_property_free_all().
 */
mosquitto_property *broker_properties(const struct message *m);

/* broker_port(): MQTT_PORT, or the default: 8883 with TLS, else 1883. */
int broker_port(void);

#endif /* AMB_MQTT_BROKER_SETTINGS_H */
