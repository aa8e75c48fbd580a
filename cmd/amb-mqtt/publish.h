/*
 * publish.h - the messages that a broker retains of a zone, made from its
 * state.
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
 * Home Assistant; nothing when the state has none.
 * publish_strip(broker, zone, state): its command, and for Home Assistant what
 * that makes of a light.  Both borrow the scene that is the state.
 */
void publish_matrix(struct broker *broker, const char *zone, const jv *state);
void publish_strip(struct broker *broker, const char *zone, const jv *state);

/* publish_discovery(broker, zone): how Home Assistant finds its entities. */
void publish_discovery(struct broker *broker, const char *zone);

#endif /* AMB_MQTT_PUBLISH_H */
