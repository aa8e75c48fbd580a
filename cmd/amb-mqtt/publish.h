/*
 * publish.h - the messages of a zone that the broker retains.
 */
#ifndef AMB_MQTT_PUBLISH_H
#define AMB_MQTT_PUBLISH_H

#include <jv.h>

#include "broker.h"

/*
 * publish_json(broker, m, body): send m with body as its data.  Consumes body.
 */
void publish_json(struct broker *broker, struct message m, jv body);

/*
 * publish_matrix(broker, zone, state): as JSON and as bytes, and as PNG for
 * Home Assistant; nothing when the state has no matrix.
 * publish_strip(broker, zone, state): its command, and the state of the light
 * for Home Assistant.  Both borrow state, a scene.
 */
void publish_matrix(struct broker *broker, const char *zone, const jv *state);
void publish_strip(struct broker *broker, const char *zone, const jv *state);

/* publish_discovery(broker, zone): the discovery messages of Home Assistant. */
void publish_discovery(struct broker *broker, const char *zone);

#endif /* AMB_MQTT_PUBLISH_H */
