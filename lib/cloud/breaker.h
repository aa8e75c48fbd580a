/*
 * breaker.h - circuit breaker: pause the calls of an endpoint that fails.
 *
 * After BREAKER_FAILURES failures in a row an endpoint is not called for
 * BREAKER_PAUSE_MS, doubled at each further failure up to BREAKER_PAUSE_MAX_MS;
 * then one caller tries while the others wait.  The state is in
 * cloud/NAME.breaker of the spool, shared by all processes; without a spool
 * there is none.
 */
#ifndef AMB_CLOUD_BREAKER_H
#define AMB_CLOUD_BREAKER_H

#include <stdbool.h>
#include <stdint.h>

enum {
	BREAKER_FAILURES = 3,
	BREAKER_PAUSE_MS = 15 * 1000,
	BREAKER_PAUSE_MAX_MS = 120 * 1000,
	BREAKER_PROBE_MS = 10 * 1000 /* how long the others wait then */
};

/*
 * breaker_wait_ms(name): 0 when the endpoint may be called (the caller then
 * must end with breaker_note()), else the time until then, ms.
 */
int64_t breaker_wait_ms(const char *name);

/* breaker_note(name, ok): store how a call ended. */
void breaker_note(const char *name, bool ok);

#endif /* AMB_CLOUD_BREAKER_H */
