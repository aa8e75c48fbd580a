/*
 * inflight.h - messages that the broker has not acknowledged yet.
 */
#ifndef AMB_MQTT_INFLIGHT_H
#define AMB_MQTT_INFLIGHT_H

#include <stdint.h>

struct inflight_message {
	struct inflight_message *next;
	int mid;     /* message id of libmosquitto */
	int64_t seq; /* of an event, else 0 */
	char topic[];
};

/* All zero is none. */
struct inflight {
	struct inflight_message *first;
};

/* inflight_add(f, mid, seq, topic): add one.  Exits 71 on lack of memory. */
void inflight_add(struct inflight *f, int mid, int64_t seq, const char *topic);

/*
 * inflight_take(f, mid): remove the one of that number.  Returns it, for the
 * caller to free; NULL when there is none.
 */
struct inflight_message *inflight_take(struct inflight *f, int mid);

/* inflight_clear(f): remove all. */
void inflight_clear(struct inflight *f);

#endif /* AMB_MQTT_INFLIGHT_H */
