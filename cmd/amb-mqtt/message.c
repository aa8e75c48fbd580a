#include <stdio.h>

#include "conf/conf.h"
#include "message.h"

char *
topic_zone(char buf[TOPIC_MAX], const char *zone, const char *name)
{
	snprintf(
	    buf, TOPIC_MAX, "%s/%s/%s", conf_str(CONF_MQTT_PREFIX), zone, name);
	return buf;
}

char *
topic_status(char buf[TOPIC_MAX])
{
	snprintf(buf, TOPIC_MAX, "%s/status", conf_str(CONF_MQTT_PREFIX));
	return buf;
}
