#include <jv.h>

#include "base/clock.h"
#include "cloud/breaker.h"
#include "json/msg.h"
#include "spool/spool.h"

static char *
file_name(char *buf, const char *name)
{
	return layout_named(buf, SPOOL_CLOUD, name, "breaker");
}

static void
write_state(const char *name, int failures, int64_t until_ms)
{
	char path[SPOOL_NAME_MAX];

	if (spool_mkdir(SPOOL_CLOUD) == -1)
		return;
	spool_put_json(file_name(path, name),
	    msg_obj("failures", jv_number(failures), "until_ms",
		jv_number((double)until_ms), NULL));
}

static int
read_state(const char *name, int64_t *until_ms)
{
	char path[SPOOL_NAME_MAX];
	jv state = spool_json(file_name(path, name));
	int failures = 0;

	*until_ms = 0;
	msg_int(&state, "failures", 0, 1 << 20, &failures);
	msg_i64(&state, "until_ms", until_ms);
	jv_free(state);
	return failures;
}

int64_t
breaker_wait_ms(const char *name)
{
	int64_t now_ms = clock_ms();
	int64_t until_ms;
	int failures = read_state(name, &until_ms);

	if (failures < BREAKER_FAILURES)
		return 0;
	/* not for ever when the clock was set back */
	if (until_ms > now_ms && until_ms <= now_ms + BREAKER_PAUSE_MAX_MS)
		return until_ms - now_ms;
	/* this caller tries; the others wait meanwhile */
	write_state(name, failures, now_ms + BREAKER_PROBE_MS);
	return 0;
}

static int64_t
pause_ms(int failures)
{
	int64_t ms = BREAKER_PAUSE_MS;

	for (; failures > BREAKER_FAILURES && ms < BREAKER_PAUSE_MAX_MS;
	     failures--)
		ms *= 2;
	return ms;
}

void
breaker_note(const char *name, bool ok)
{
	char path[SPOOL_NAME_MAX];
	int64_t until_ms;
	int failures;

	if (ok) {
		spool_remove(file_name(path, name));
		return;
	}
	failures = read_state(name, &until_ms) + 1;
	write_state(name, failures,
	    failures < BREAKER_FAILURES ? 0 : clock_ms() + pause_ms(failures));
}
