/*
 * broker_settings.h - the MQTT_ settings for libmosquitto.
 */
#ifndef AMB_MQTT_BROKER_SETTINGS_H
#define AMB_MQTT_BROKER_SETTINGS_H

#include <stdbool.h>

#include <mosquitto.h>

/*
 * broker_settings(m, mqtt5): version, will, account and TLS of a new client.
 * Returns 0, or -1 when libmosquitto rejects them.
 */
int broker_settings(struct mosquitto *m, bool mqtt5);

/*
 * broker_properties(type, expires): the MQTT 5 properties of a message with
 * this media type; with expires it expires after MQTT_EXPIRY_S.  The caller
 * frees them with mosquitto_property_free_all().
 */
mosquitto_property *broker_properties(const char *type, bool expires);

/* broker_port(): MQTT_PORT, or the default: 8883 with TLS, else 1883. */
int broker_port(void);

#endif /* AMB_MQTT_BROKER_SETTINGS_H */
