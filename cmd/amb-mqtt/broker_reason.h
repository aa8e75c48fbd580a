/*
 * broker_reason.h - why a broker refused, or libmosquitto failed.
 */
#ifndef AMB_MQTT_BROKER_REASON_H
#define AMB_MQTT_BROKER_REASON_H

#include <stdbool.h>

enum { BROKER_REFUSED = 128 }; /* least reason of MQTT 5 that refuses */

/* broker_is_final(reason): whether a refused connection would be refused again.
 */
bool broker_is_final(int reason);

/* broker_is_old(reason): whether the broker does not support MQTT 5. */
bool broker_is_old(int reason);

/* broker_refusal(reason): the text of a refused connection. */
const char *broker_refusal(int reason);

/* broker_is_tls(rc): whether a call failed, with errno, because of TLS. */
bool broker_is_tls(int rc);

/*
 * broker_failure(rc, log): the text of a call that failed, with errno; log is
 * the last error that the library logged, or "".
 */
const char *broker_failure(int rc, const char *log);

#endif /* AMB_MQTT_BROKER_REASON_H */
