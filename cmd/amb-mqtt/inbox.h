/*
 * inbox.h - received messages: instructions, commands, and orders of Home
 * Assistant.
 */
#ifndef AMB_MQTT_INBOX_H
#define AMB_MQTT_INBOX_H

#include <stddef.h>

#include "broker.h"
#include "retained.h"

/* inbox_subscribe(broker): to all topics that inbox_receive() handles. */
void inbox_subscribe(struct broker *broker);

/*
 * inbox_receive(broker, retained, topic, data, len): handle one message; a
 * refusal is one line on stderr.
 */
void inbox_receive(struct broker *broker, struct retained *retained,
    const char *topic, const char *data, size_t len);

#endif /* AMB_MQTT_INBOX_H */
