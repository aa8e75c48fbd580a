/*
 * frames.h - the frames of all strips, if they are wanted, on a shared clock.
 *
 * One that would only wait is not made.
 */
#ifndef AMB_MQTT_FRAMES_H
#define AMB_MQTT_FRAMES_H

#include <stdint.h>

#include "broker.h"
#include "retained.h"

/* All zero before the first. */
struct frames {
	int64_t k; /* number of the last frame */
};

/*
 * frames_send(f, broker, retained): publish a frame of each zone's strip when
 * it is due.  Returns in how many milliseconds the next is; -1 when none is
 * wanted.
 */
int frames_send(
    struct frames *f, struct broker *broker, const struct retained *retained);

#endif /* AMB_MQTT_FRAMES_H */
