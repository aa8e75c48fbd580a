/*
 * publish.h - the messages of a zone that the broker retains.
 */
#ifndef AMB_MQTT_PUBLISH_H
#define AMB_MQTT_PUBLISH_H

#include <jv.h>

#include "broker.h"
#include "light/output.h"

/*
 * publish_json(broker, m, body): send m with body as its data.  Consumes body.
 */
void publish_json(struct broker *broker, struct message m, jv body);

/*
 * What the LEDs show of state, which is borrowed, a state document with its
 * matrix; o is its power and brightness.
 * publish_matrix(broker, zone, state, o): as JSON and as bytes; for Home
 * Assistant as PNG, and the state of the light; nothing when the state has no
 * matrix.
 * publish_strip(broker, zone, state, o): its command, and the state of the
 * light for Home Assistant.
 */
void publish_matrix(struct broker *broker, const char *zone, const jv *state,
    const struct output *o);
void publish_strip(struct broker *broker, const char *zone, const jv *state,
    const struct output *o);

/* publish_control(broker, zone, state, name): "power" or "brightness" as it was
 * set. */
void publish_control(
    struct broker *broker, const char *zone, const jv *state, const char *name);

/* publish_discovery(broker, zone): the discovery messages of Home Assistant. */
void publish_discovery(struct broker *broker, const char *zone);

#endif /* AMB_MQTT_PUBLISH_H */
