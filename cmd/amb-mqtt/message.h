/*
 * message.h - a message to publish, and the names of topics.
 */
#ifndef AMB_MQTT_MESSAGE_H
#define AMB_MQTT_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TOPIC_MAX = 320 };	 /* bytes, with the NUL */
#define STATUS_OFFLINE "offline" /* on topic_status(); also the will */

struct message {
	const char *topic;
	const void *data;
	size_t len;	  /* bytes */
	const char *type; /* media type of data */
	bool retain;
	bool lossy;  /* QoS 0, it may be lost; else QoS 1 */
	int64_t seq; /* of an event, which expires; else 0 */
};

/*
 * topic_zone(buf, zone, name): write PREFIX/zone/name; topic_status(buf):
 * PREFIX/status.  PREFIX is MQTT_PREFIX.  Return buf.
 */
char *topic_zone(char buf[TOPIC_MAX], const char *zone, const char *name);
char *topic_status(char buf[TOPIC_MAX]);

#endif /* AMB_MQTT_MESSAGE_H */
