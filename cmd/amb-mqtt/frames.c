#include <stdlib.h>

#include "base/base64.h"
#include "base/clock.h"
#include "conf/conf.h"
#include "frames.h"
#include "json/msg.h"
#include "light/frame.h"
#include "publish.h"
#include "spool/events.h"

static void
send_frame(struct broker *broker, const struct retained_zone *z, int64_t t_ms)
{
	static uint8_t rgb[STRIP_LEDS_MAX * 3];
	const struct message m = {
	    .topic = conf_str(CONF_MQTT_TOPIC), .lossy = true};
	char *data;
	int leds;

	if (!z->has_frames)
		return;
	leds = strip_leds(&z->frames.strip);
	frame_strip(&z->frames, t_ms, leds, rgb);
	data = base64_encode(rgb, (size_t)leds * 3);
	if (data == NULL)
		return;
	publish_json(broker, m,
	    events_make("strip_frame",
		msg_obj("zone", jv_string(z->name), "format",
		    jv_string("raw_base64"), "led_count", jv_number(leds),
		    "t_ms", jv_number((double)t_ms), "data", jv_string(data),
		    NULL)));
	free(data);
}

int
frames_send(
    int64_t *last, struct broker *broker, const struct retained *retained)
{
	int fps = conf_int(CONF_STRIP_STREAM_FPS);
	int64_t now_ms = clock_ms();
	int64_t k = now_ms * fps / 1000;
	const struct retained_zone *z;

	if (!conf_int(CONF_MQTT_STRIP_STREAM))
		return -1;
	if (k != *last && !broker_is_writing(broker))
		for (z = retained->first; z != NULL; z = z->next)
			send_frame(broker, z, k * 1000 / fps);
	*last = k;
	return (int)((k + 1) * 1000 / fps - now_ms) + 1;
}
