#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <mqtt_protocol.h>

#include "base/version.h"
#include "broker_settings.h"
#include "conf/conf.h"
#include "message.h"

#define SYSTEM_CAS "/etc/ssl/certs"

enum { PORT = 1883, PORT_TLS = 8883 };

static const char *
or_null(enum conf_key key)
{
	const char *text = conf_str(key);

	return text[0] != '\0' ? text : NULL;
}

static int
set_tls(struct mosquitto *m)
{
	const char *cafile = or_null(CONF_MQTT_CAFILE);

	return mosquitto_tls_set(m, cafile, cafile == NULL ? SYSTEM_CAS : NULL,
	    or_null(CONF_MQTT_CERTFILE), or_null(CONF_MQTT_KEYFILE), NULL);
}

int
broker_settings(struct mosquitto *m, bool mqtt5)
{
	char topic[TOPIC_MAX];

	mosquitto_int_option(m, MOSQ_OPT_PROTOCOL_VERSION,
	    mqtt5 ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311);
	mosquitto_int_option(m, MOSQ_OPT_TCP_NODELAY, 1);
	if (mosquitto_will_set(m, topic_status(topic),
		sizeof(STATUS_OFFLINE) - 1, STATUS_OFFLINE, 1, true) != 0 ||
	    mosquitto_username_pw_set(m, or_null(CONF_MQTT_USERNAME),
		or_null(CONF_MQTT_PASSWORD)) != 0)
		return -1;
	return conf_int(CONF_MQTT_TLS) && set_tls(m) != 0 ? -1 : 0;
}

mosquitto_property *
broker_properties(const struct message *m)
{
	mosquitto_property *list = NULL;
	uint32_t expiry_s = (uint32_t)conf_int(CONF_MQTT_EXPIRY_S);
	char agent[64];

	mosquitto_property_add_string(&list, MQTT_PROP_CONTENT_TYPE, m->type);
	if (m->seq > 0 && expiry_s > 0)
		mosquitto_property_add_int32(
		    &list, MQTT_PROP_MESSAGE_EXPIRY_INTERVAL, expiry_s);
	if (m->lossy)
		return list;
	snprintf(agent, sizeof(agent), "amb/%s", amb_version);
	mosquitto_property_add_string_pair(
	    &list, MQTT_PROP_USER_PROPERTY, "user-agent", agent);
	return list;
}

int
broker_port(void)
{
	int port = conf_int(CONF_MQTT_PORT);

	if (port != 0)
		return port;
	return conf_int(CONF_MQTT_TLS) ? PORT_TLS : PORT;
}
