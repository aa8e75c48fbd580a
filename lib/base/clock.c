#include <time.h>

#include "base/clock.h"

static int64_t
read_ns(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t
clock_ms(void)
{
	return read_ns(CLOCK_REALTIME) / 1000000;
}

int64_t
clock_us(void)
{
	return read_ns(CLOCK_REALTIME) / 1000;
}

bool
clock_recent(int64_t at_ms, int64_t span_ms)
{
	int64_t now_ms = clock_ms();

	return at_ms > now_ms - span_ms && at_ms <= now_ms + CLOCK_AHEAD_MS;
}

int64_t
clock_elapsed_ns(void)
{
	return read_ns(CLOCK_MONOTONIC);
}

int64_t
clock_elapsed_ms(void)
{
	return clock_elapsed_ns() / 1000000;
}
