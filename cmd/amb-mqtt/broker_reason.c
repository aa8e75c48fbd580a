#include <errno.h>
#include <netdb.h>
#include <stddef.h>
#include <string.h>

#include <mosquitto.h>
#include <mqtt_protocol.h>

#include "broker_reason.h"

bool
broker_is_final(int reason)
{
	static const int list[] = {CONNACK_REFUSED_BAD_USERNAME_PASSWORD,
	    CONNACK_REFUSED_NOT_AUTHORIZED, CONNACK_REFUSED_IDENTIFIER_REJECTED,
	    MQTT_RC_NOT_AUTHORIZED, MQTT_RC_BAD_USERNAME_OR_PASSWORD,
	    MQTT_RC_BANNED, MQTT_RC_CLIENTID_NOT_VALID,
	    MQTT_RC_BAD_AUTHENTICATION_METHOD};
	size_t i;

	for (i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (list[i] == reason)
			return true;
	return false;
}

bool
broker_is_old(int reason)
{
	return reason == MQTT_RC_UNSUPPORTED_PROTOCOL_VERSION ||
	       reason == CONNACK_REFUSED_PROTOCOL_VERSION;
}

const char *
broker_refusal(int reason)
{
	return reason < BROKER_REFUSED ? mosquitto_connack_string(reason)
				       : mosquitto_reason_string(reason);
}

bool
broker_is_tls(int rc)
{
	return rc == MOSQ_ERR_TLS || (rc == MOSQ_ERR_ERRNO && errno == EPROTO);
}

const char *
broker_failure(int rc, const char *log)
{
	if (broker_is_tls(rc) && log[0] != '\0')
		return log;
	if (rc == MOSQ_ERR_EAI)
		return gai_strerror(errno);
	return rc == MOSQ_ERR_ERRNO ? strerror(errno) : mosquitto_strerror(rc);
}
