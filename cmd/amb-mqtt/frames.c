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
	return JV_OBJECT(jv_string("type"), jv_string("strip_frame"),
	    jv_string("payload"),
	    JV_OBJECT(jv_string("zone"), jv_string(zone), jv_string("format"),
		jv_string("raw_base64"), jv_string("led_count"),
		jv_number(leds), jv_string("t_ms"), jv_number((double)t_ms),
		jv_string("data"), jv_string(data)));
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
	char why[128];
	char *data;
	char *text;
	int leds;

	if (strip_parse(command, &strip, why, sizeof(why)) == -1)
		return;
	leds = strip.led_count > 0 ? strip.led_count : conf_int(CONF_LED_COUNT);
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
