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
#include "spool/spool.h"

/* {"instruction": ...} from a message that is a JSON object or a text. */
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

/* The command of the strip of a zone after an order, which is borrowed. */
static jv
ordered_command(const struct retained_zone *z, const jv *order)
{
	jv command = homeassistant_order(order, jv_copy(z->command), z->level);
	struct strip strip;
	char why[WHY_MAX];

	if (strip_parse(&command, "", &strip, why) == 0)
		return command;
	jv_free(command);
	return msg_bad("%s", why);
}

/* The scene for an order. */
static jv
read_order(struct retained_zone *z, const char *data, size_t len)
{
	jv order = msg_parse(data, len);
	jv command;

	if (!jv_is_valid(order))
		return order;
	if (z == NULL || !jv_is_valid(z->command))
		command = msg_bad("no such zone");
	else
		command = ordered_command(z, &order);
	jv_free(order);
	if (!jv_is_valid(command))
		return command;
	retained_set_command(z, jv_copy(command));
	return msg_obj("plan", msg_obj("target", jv_string("strip"), NULL),
	    "strip", msg_obj("command", command, NULL), NULL);
}

/* Queue a scene for a zone, or report why it is refused.  Consumes it. */
static void
accept(jv scene, const char *zone, const char *topic)
{
	char why[WHY_MAX];

	spool_raise_ids();
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

/* Split PREFIX/zone/rest: returns rest; NULL for other topics. */
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
inbox_receive(struct broker *broker, struct retained *retained,
    const char *topic, const char *data, size_t len)
{
	const char *prefix = conf_str(CONF_MQTT_PREFIX);
	char zone[SCENE_ZONE_MAX + 1];
	const char *rest = split(topic, zone);

	if (rest != NULL && strcmp(rest, "submit") == 0)
		accept(read_submit(data, len), zone, topic);
	else if (rest != NULL && strcmp(rest, "light/set") == 0)
		accept(read_order(retained_find(retained, zone), data, len),
		    zone, topic);
	else if (strncmp(topic, prefix, strlen(prefix)) == 0)
		warn_msg("refused '%s': no such zone", topic);
	else if (len == 6 && memcmp(data, "online", 6) == 0)
		retained_restart(retained, broker);
}

void
inbox_subscribe(struct broker *broker)
{
	char topic[TOPIC_MAX];

	broker_subscribe(broker, topic_zone(topic, "+", "submit"));
	if (!conf_int(CONF_HA_DISCOVERY))
		return;
	broker_subscribe(broker, topic_zone(topic, "+", "light/set"));
	/* where Home Assistant announces that it has started */
	snprintf(topic, sizeof(topic), "%s/status", conf_str(CONF_HA_PREFIX));
	broker_subscribe(broker, topic);
}
