#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "command.h"
#include "conf/conf.h"
#include "inbox.h"
#include "json/msg.h"
#include "order.h"
#include "request.h"
#include "scene/scene.h"

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

static void
submit(const struct request *r, struct retained_zone *z, const char *data,
    size_t len)
{
	(void)z;
	request_queue(r, read_submit(data, len));
}

/* Topics below PREFIX/ZONE/ other than those of the commands. */
static const struct topic {
	const char *name;
	bool discovered; /* by Home Assistant: with AMB_HA_DISCOVERY alone */
	void (*receive)(const struct request *r, struct retained_zone *z,
	    const char *data, size_t len);
} topics[] = {
    {"submit", false, submit},
    {"light/set", true, order_strip},
    {"matrix/light/set", true, order_matrix},
};

enum { TOPICS = sizeof(topics) / sizeof(topics[0]) };

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

/* Returns whether there is such a topic. */
static bool
receive(const struct request *r, const char *name, struct retained *retained,
    const char *data, size_t len)
{
	const struct command *c = NULL;
	int i;

	for (i = 0; i < TOPICS; i++)
		if (strcmp(name, topics[i].name) == 0) {
			topics[i].receive(
			    r, retained_find(retained, r->zone), data, len);
			return true;
		}
	while ((c = command_next(c)) != NULL)
		if (strcmp(name, command_topic(c)) == 0) {
			command_do(c, r, data, len);
			return true;
		}
	return false;
}

void
inbox_receive(struct broker *broker, struct retained *retained,
    const char *topic, const char *data, size_t len)
{
	const char *prefix = conf_str(CONF_MQTT_PREFIX);
	char zone[SCENE_ZONE_MAX + 1];
	const char *name = split(topic, zone);
	const struct request r = {topic, zone};

	if (name != NULL && receive(&r, name, retained, data, len))
		return;
	if (strncmp(topic, prefix, strlen(prefix)) == 0)
		warn_msg("refused '%s': no such zone", topic);
	else if (len == 6 && memcmp(data, "online", 6) == 0)
		retained_restart(retained, broker);
}

void
inbox_subscribe(struct broker *broker)
{
	bool discovery = conf_int(CONF_HA_DISCOVERY);
	const struct command *c = NULL;
	char topic[TOPIC_MAX];
	int i;

	for (i = 0; i < TOPICS; i++)
		if (discovery || !topics[i].discovered)
			broker_subscribe(
			    broker, topic_zone(topic, "+", topics[i].name));
	while ((c = command_next(c)) != NULL)
		broker_subscribe(
		    broker, topic_zone(topic, "+", command_topic(c)));
	if (!discovery)
		return;
	/* where Home Assistant announces that it has started */
	snprintf(topic, sizeof(topic), "%s/status", conf_str(CONF_HA_PREFIX));
	broker_subscribe(broker, topic);
}
