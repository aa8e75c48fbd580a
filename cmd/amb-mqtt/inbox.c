#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "conf/conf.h"
#include "homeassistant.h"
#include "inbox.h"
#include "json/msg.h"
#include "light/strip.h"
#include "scene/scene.h"
#include "spool/queue.h"

/* {"instruction": ...} of a message that is JSON, or a text. */
static jv
read_submit(const char *data, size_t len)
{
	jv msg;
	jv text;

	if (len > 0 && data[0] == '{') {
		msg = msg_parse(data, len);
		if (!jv_is_valid(msg))
			return msg;
		text = msg_or_null(&msg, "instruction");
		jv_free(msg);
	} else if (len > MSG_MAX || !utf8_valid(data, len)) {
		return msg_bad("not UTF-8 text");
	} else {
		text = jv_string_sized(data, (int)len);
	}
	return msg_obj("instruction", text, NULL);
}

/* The command of a strip after an order, which is borrowed. */
static jv
ordered_command(struct inbox *in, const char *zone, const jv *order)
{
	struct strip strip;
	char why[WHY_MAX];
	double level = 1;
	jv command = retained_command(in->retained, zone, &level);

	if (!jv_is_valid(command)) {
		jv_free(command);
		return msg_bad("no such zone");
	}
	command = homeassistant_order(order, command, level);
	if (strip_parse(&command, "", &strip, why) == 0)
		return command;
	jv_free(command);
	return msg_bad("%s", why);
}

/* A scene that an order plans. */
static jv
read_order(struct inbox *in, const char *zone, const char *data, size_t len)
{
	jv order = msg_parse(data, len);
	jv command;

	if (!jv_is_valid(order))
		return order;
	command = ordered_command(in, zone, &order);
	jv_free(order);
	if (!jv_is_valid(command))
		return command;
	retained_expect(in->retained, zone, jv_copy(command));
	return msg_obj("plan", msg_obj("target", jv_string("strip"), NULL),
	    "strip", msg_obj("command", command, NULL), NULL);
}

/* Queue a scene for a zone, or report why not.  Consumes it. */
static void
accept(jv scene, const char *zone, const char *topic)
{
	char why[WHY_MAX];

	if (jv_is_valid(scene))
		scene = scene_check(msg_set(scene, "zone", jv_string(zone)));
	if (!jv_is_valid(scene))
		warn_msg("refused '%s': %s", topic,
		    msg_error(scene, why, sizeof(why)));
	else if (queue_put(scene) == 0)
		return;
	else if (errno == EAGAIN)
		warn_msg("refused '%s': too many jobs are waiting", topic);
	else
		warn_errno("cannot queue '%s'", topic);
}

/* The zone and the rest of PREFIX/zone/rest; NULL when it is not that. */
static const char *
split(const char *topic, char zone[SCENE_ZONE_MAX + 1])
{
	const char *prefix = conf_str(CONF_MQTT_PREFIX);
	size_t n = strlen(prefix);
	const char *slash;

	if (strncmp(topic, prefix, n) != 0 || topic[n] != '/')
		return NULL;
	topic += n + 1;
	slash = strchr(topic, '/');
	if (slash == NULL || slash - topic > SCENE_ZONE_MAX)
		return NULL;
	snprintf(zone, SCENE_ZONE_MAX + 1, "%.*s", (int)(slash - topic), topic);
	return scene_zone_valid(zone) ? slash + 1 : NULL;
}

void
inbox_receive(struct inbox *in, const char *topic, const char *data, size_t len)
{
	const char *prefix = conf_str(CONF_MQTT_PREFIX);
	char zone[SCENE_ZONE_MAX + 1];
	const char *rest = split(topic, zone);

	if (rest != NULL && strcmp(rest, "submit") == 0)
		accept(read_submit(data, len), zone, topic);
	else if (rest != NULL && strcmp(rest, "light/set") == 0)
		accept(read_order(in, zone, data, len), zone, topic);
	else if (strncmp(topic, prefix, strlen(prefix)) == 0)
		warn_msg("refused '%s': no such zone", topic);
	else if (len == 6 && memcmp(data, "online", 6) == 0)
		retained_restart(in->retained, in->broker);
}

void
inbox_subscribe(struct inbox *in)
{
	char topic[TOPIC_MAX];

	broker_subscribe(in->broker, topic_zone(topic, "+", "submit"));
	if (!conf_int(CONF_HA_DISCOVERY))
		return;
	broker_subscribe(in->broker, topic_zone(topic, "+", "light/set"));
	/* where Home Assistant announces that it has started */
	snprintf(topic, sizeof(topic), "%s/status", conf_str(CONF_HA_PREFIX));
	broker_subscribe(in->broker, topic);
}
