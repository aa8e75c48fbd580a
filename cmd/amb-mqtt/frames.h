/*
 * frames.h - the frames of all strips, on a shared clock.
 *
 * No frame is made while others still wait to be sent.
 */
#ifndef AMB_MQTT_FRAMES_H
#define AMB_MQTT_FRAMES_H

#include <stdint.h>

#include "broker.h"
#include "retained.h"

/*
 * frames_send(last, broker, retained): publish a frame of each zone's strip
 * when it is due.  *last is the number of the last frame, 0 at first, and is
 * updated. Returns in how many milliseconds the next is due; -1 when
 * MQTT_STRIP_STREAM is false.
 */
int frames_send(
    int64_t *last, struct broker *broker, const struct retained *retained);

#endif /* AMB_MQTT_FRAMES_H */
