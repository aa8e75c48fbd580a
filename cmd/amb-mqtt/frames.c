#include <stdlib.h>

#include "base/base64.h"
#include "base/clock.h"
#include "conf/conf.h"
#include "frames.h"
#include "json/msg.h"
#include "light/effect.h"
#include "light/strip.h"
#include "publish.h"

struct instant {
	struct broker *broker;
	int64_t t_ms; /* since 1970 */
};

static jv
frame_event(const char *zone, int64_t t_ms, int leds, const char *data)
{
	return msg_obj("type", jv_string("strip_frame"), "payload",
	    msg_obj("zone", jv_string(zone), "format", jv_string("raw_base64"),
		"led_count", jv_number(leds), "t_ms", jv_number((double)t_ms),
		"data", jv_string(data), NULL),
	    NULL);
}

static void
send_frame(void *ctx, const char *zone, const jv *command)
{
	static uint8_t rgb[STRIP_LEDS_MAX * 3];
	const struct instant *at = ctx;
	const struct message m = {
	    .topic = conf_str(CONF_MQTT_TOPIC), .lossy = true};
	struct strip strip;
	char *data;
	int leds;

	if (strip_parse(command, "", &strip, NULL) == -1)
		return;
	leds = strip_leds(&strip);
	effect_frame(&strip, at->t_ms, leds, rgb);
	data = base64_encode(rgb, (size_t)leds * 3);
	if (data == NULL)
		return;
	publish_json(at->broker, m, frame_event(zone, at->t_ms, leds, data));
	free(data);
}

int
frames_send(
    struct frames *f, struct broker *broker, const struct retained *retained)
{
	int fps = conf_int(CONF_STRIP_STREAM_FPS);
	int64_t now_ms = clock_ms();
	int64_t k = now_ms * fps / 1000;
	struct instant at = {broker, k * 1000 / fps};

	if (!conf_int(CONF_MQTT_STRIP_STREAM))
		return -1;
	if (k != f->k && !broker_is_writing(broker))
		retained_each(retained, send_frame, &at);
	f->k = k;
	return (int)((k + 1) * 1000 / fps - now_ms) + 1;
}
