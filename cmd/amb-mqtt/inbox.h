/*
 * inbox.h - messages for us: instructions, and orders of Home Assistant.
 *
 * Both become jobs in queue/, as a submit over HTTP does.
 */
#ifndef AMB_MQTT_INBOX_H
#define AMB_MQTT_INBOX_H

#include <stddef.h>

#include "broker.h"
#include "retained.h"

struct inbox {
	struct broker *broker;	   /* borrowed */
	struct retained *retained; /* borrowed */
};

/* inbox_subscribe(in): to all that inbox_receive() handles. */
void inbox_subscribe(struct inbox *in);

/*
 * inbox_receive(in, topic, data, len): handle one message; a refusal is one
 * line on stderr.
 */
void inbox_receive(
    struct inbox *in, const char *topic, const char *data, size_t len);

#endif /* AMB_MQTT_INBOX_H */
