#include <math.h>
#include <stdint.h>
#include <stdio.h>

#include "base/version.h"
#include "homeassistant.h"
#include "json/msg.h"
#include "light/strip.h"
#include "message.h"
#include "scene/scene.h"

static jv
topic(const char *zone, const char *name)
{
	char text[TOPIC_MAX];

	return jv_string(topic_zone(text, zone, name));
}

/* The members of both entities. */
static jv
entity(const char *zone, const char *name)
{
	char id[SCENE_ZONE_MAX + 32];
	char status[TOPIC_MAX];
	jv device;

	snprintf(id, sizeof(id), "amb_%s", zone);
	device = msg_obj("identifiers", JV_ARRAY(jv_string(id)), "name",
	    jv_string(zone), "manufacturer", jv_string("amb"), "model",
	    jv_string("ambient light"), "sw_version", jv_string(amb_version),
	    NULL);
	snprintf(id, sizeof(id), "amb_%s_%s", zone, name);
	return msg_obj("unique_id", jv_string(id), "name", jv_string(name),
	    "device", device, "origin", msg_obj("name", jv_string("amb"), NULL),
	    "availability_topic", jv_string(topic_status(status)), NULL);
}

static jv
effects(void)
{
	jv list = jv_array();
	int i;

	for (i = 0; i < STRIP_MODES; i++)
		list = jv_array_append(
		    list, jv_string(strip_mode_name((enum strip_mode)i)));
	return list;
}

jv
homeassistant_light(const char *zone)
{
	jv light = entity(zone, "strip");

	light = msg_set(light, "schema", jv_string("json"));
	light = msg_set(light, "command_topic", topic(zone, "light/set"));
	light = msg_set(light, "state_topic", topic(zone, "light"));
	light = msg_set(light, "brightness", jv_true());
	light =
	    msg_set(light, "supported_color_modes", JV_ARRAY(jv_string("rgb")));
	light = msg_set(light, "effect", jv_true());
	return msg_set(light, "effect_list", effects());
}

jv
homeassistant_image(const char *zone)
{
	jv image = entity(zone, "matrix");

	image = msg_set(image, "image_topic", topic(zone, "matrix/png"));
	return msg_set(image, "content_type", jv_string("image/png"));
}

jv
homeassistant_state(const jv *command)
{
	struct strip strip = {.n_colors = 0};
	uint8_t black[3] = {0};
	const uint8_t *rgb;
	bool on;

	strip_parse(command, "", &strip, NULL);
	on = strip.brightness > 0 && strip.n_colors > 0;
	rgb = strip.n_colors > 0 ? strip.colors[0].rgb : black;
	return msg_obj("state", jv_string(on ? "ON" : "OFF"), "brightness",
	    jv_number(round(strip.brightness * 255)), "color_mode",
	    jv_string("rgb"), "color",
	    msg_obj("r", jv_number(rgb[0]), "g", jv_number(rgb[1]), "b",
		jv_number(rgb[2]), NULL),
	    "effect", jv_string(strip_mode_name(strip.mode)), NULL);
}

static jv
color(const jv *order)
{
	static const char *const parts[] = {"color.r", "color.g", "color.b"};
	jv rgb = jv_array();
	int i;

	for (i = 0; i < 3; i++)
		rgb = jv_array_append(rgb, msg_or_null(order, parts[i]));
	return JV_ARRAY(msg_obj("rgb", rgb, NULL));
}

static jv
set_mode(jv command, const char *name)
{
	enum strip_mode mode = strip_mode_find(name);

	if (mode < STRIP_MODES && !msg_is(&command, "mode", name))
		command =
		    msg_set(command, "speed", jv_number(strip_speed(mode)));
	return msg_set(command, "mode", jv_string(name));
}

jv
homeassistant_order(const jv *order, jv command, double level)
{
	double brightness = 0;
	char mode[32];

	if (msg_has(order, "color"))
		command = msg_set(command, "colors", color(order));
	if (msg_str(order, "effect", mode, sizeof(mode)) != -1)
		command = set_mode(command, mode);
	if (msg_is(order, "state", "OFF"))
		return msg_set(command, "brightness", jv_number(0));
	if (msg_num(order, "brightness", 0, 255, &brightness) == 0)
		return msg_set(
		    command, "brightness", jv_number(brightness / 255));
	msg_num(&command, "brightness", 0, 1, &brightness);
	return brightness > 0
		   ? command
		   : msg_set(command, "brightness", jv_number(level));
}
