#include <stdint.h>
#include <stdlib.h>

#include "base/base64.h"
#include "base/clock.h"
#include "conf/conf.h"
#include "frames.h"
#include "light/effect.h"
#include "light/strip.h"
#include "lights.h"
#include "link.h"
#include "json/msg.h"

static int64_t last;

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
send_frame(const char *zone, const jv *command, void *ctx)
{
	static uint8_t rgb[STRIP_LEDS_MAX * 3];
	struct letter letter = {.topic = conf_str(CONF_MQTT_TOPIC),
	    .type = "application/json",
	    .fleeting = true};
	int64_t t_ms = *(int64_t *)ctx;
	struct strip strip;
	char *data;
	char *text;
	int leds;

	if (strip_parse(command, "", &strip, NULL) == -1)
		return;
	leds = strip_leds(&strip);
	effect_frame(&strip, t_ms, leds, rgb);
	data = base64_encode(rgb, (size_t)leds * 3);
	if (data == NULL)
		return;
	text = msg_text(frame_event(zone, t_ms, leds, data), &letter.len);
	letter.data = text;
	link_send(&letter);
	free(text);
	free(data);
}

int
frames_send(void)
{
	int fps = conf_int(CONF_STRIP_STREAM_FPS);
	int64_t now_ms = clock_ms();
	int64_t k = now_ms * fps / 1000;
	int64_t t_ms = k * 1000 / fps;

	if (!conf_int(CONF_MQTT_STRIP_STREAM))
		return -1;
	if (k != last && !link_busy())
		lights_each(send_frame, &t_ms);
	last = k;
	return (int)((k + 1) * 1000 / fps - now_ms) + 1;
}
