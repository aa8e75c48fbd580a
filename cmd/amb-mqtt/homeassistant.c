#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/version.h"
#include "homeassistant.h"
#include "json/msg.h"
#include "light/strip.h"
#include "message.h"
#include "scene/scene.h"

enum { LEVEL_MAX = 255 }; /* of a brightness of Home Assistant */

static jv
topic(const char *zone, const char *name)
{
	char text[TOPIC_MAX];

	return jv_string(topic_zone(text, zone, name));
}

/* The members of all entities; unique ends its id. */
static jv
entity(const char *zone, const char *unique, const char *name)
{
	char id[SCENE_ZONE_MAX + 32];
	char status[TOPIC_MAX];
	jv device;

	snprintf(id, sizeof(id), "amb_%s", zone);
	device = msg_obj("identifiers", JV_ARRAY(jv_string(id)), "name",
	    jv_string(zone), "manufacturer", jv_string("amb"), "model",
	    jv_string("ambient light"), "sw_version", jv_string(amb_version),
	    NULL);
	snprintf(id, sizeof(id), "amb_%s_%s", zone, unique);
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

/* An entity that is a light, whose topics are state and state/set. */
static jv
light(jv msg, const char *zone, const char *state, const char *mode)
{
	char set[32];

	snprintf(set, sizeof(set), "%s/set", state);
	msg = msg_set(msg, "schema", jv_string("json"));
	msg = msg_set(msg, "command_topic", topic(zone, set));
	msg = msg_set(msg, "state_topic", topic(zone, state));
	msg = msg_set(msg, "brightness", jv_true());
	return msg_set(msg, "supported_color_modes", JV_ARRAY(jv_string(mode)));
}

jv
homeassistant_strip(const char *zone)
{
	jv msg = light(entity(zone, "strip", "strip"), zone, "light", "rgb");

	msg = msg_set(msg, "effect", jv_true());
	return msg_set(msg, "effect_list", effects());
}

jv
homeassistant_matrix(const char *zone)
{
	return light(entity(zone, "matrix_light", "matrix"), zone,
	    "matrix/light", "brightness");
}

jv
homeassistant_image(const char *zone)
{
	jv image = entity(zone, "matrix", "matrix");

	image = msg_set(image, "image_topic", topic(zone, "matrix/png"));
	return msg_set(image, "content_type", jv_string("image/png"));
}

static double
to_level(double brightness)
{
	return round(brightness * LEVEL_MAX);
}

static jv
state(bool on, double brightness, const char *mode)
{
	return msg_obj("state", jv_string(on ? "ON" : "OFF"), "brightness",
	    jv_number(to_level(brightness)), "color_mode", jv_string(mode),
	    NULL);
}

jv
homeassistant_strip_state(const jv *command, const struct output *o)
{
	struct strip strip = {.n_colors = 0};
	uint8_t black[3] = {0};
	const uint8_t *rgb;
	jv msg;

	strip_parse(command, "", &strip, NULL);
	msg = state(output_dim(o, strip.brightness) > 0 && strip.n_colors > 0,
	    o->strip, "rgb");
	rgb = strip.n_colors > 0 ? strip.colors[0].rgb : black;
	msg = msg_set(msg, "color",
	    msg_obj("r", jv_number(rgb[0]), "g", jv_number(rgb[1]), "b",
		jv_number(rgb[2]), NULL));
	return msg_set(msg, "effect", jv_string(strip_mode_name(strip.mode)));
}

jv
homeassistant_matrix_state(const struct output *o)
{
	return state(o->matrix_on && o->matrix > 0, o->matrix, "brightness");
}

jv
homeassistant_check(jv order)
{
	double x;

	if (!jv_is_valid(order))
		return order;
	if (msg_has(&order, "state") && !msg_is(&order, "state", "ON") &&
	    !msg_is(&order, "state", "OFF")) {
		jv_free(order);
		return msg_bad("'state' must be ON or OFF");
	}
	if (msg_has(&order, "brightness") &&
	    msg_num(&order, "brightness", 0, LEVEL_MAX, &x) == -1) {
		jv_free(order);
		return msg_bad(
		    "'brightness' must be a number, 0 to %d", LEVEL_MAX);
	}
	return order;
}

jv
homeassistant_power(const jv *order, bool on)
{
	return msg_is(order, "state", on ? "OFF" : "ON") ? jv_bool(!on)
							 : jv_invalid();
}

jv
homeassistant_brightness(const jv *order, double now)
{
	double level = to_level(now);

	if (level == 0 && msg_is(order, "state", "ON"))
		level = LEVEL_MAX;
	msg_num(order, "brightness", 0, LEVEL_MAX, &level);
	return level != to_level(now) ? jv_number(level / LEVEL_MAX)
				      : jv_invalid();
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
set_mode(jv command, const jv *order)
{
	enum strip_mode mode;
	char name[32];

	msg_str(order, "effect", name, sizeof(name));
	mode = strip_mode_find(name);
	if (mode < STRIP_MODES && !msg_is(&command, "mode", name))
		command =
		    msg_set(command, "speed", jv_number(strip_speed(mode)));
	return msg_set(command, "mode", msg_get(order, "effect"));
}

jv
homeassistant_command(const jv *order, jv command, double level)
{
	double own = 1;
	bool dark;

	msg_num(&command, "brightness", 0, 1, &own);
	dark = own == 0 && msg_is(order, "state", "ON");
	if (!dark && !msg_has(order, "color") && !msg_has(order, "effect")) {
		jv_free(command);
		return jv_invalid();
	}
	if (msg_has(order, "color"))
		command = msg_set(command, "colors", color(order));
	if (msg_has(order, "effect"))
		command = set_mode(command, order);
	return dark ? msg_set(command, "brightness", jv_number(level))
		    : command;
}
