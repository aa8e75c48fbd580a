/*
 * clock.h - the time of day, and elapsed time.
 */
#ifndef AMB_BASE_CLOCK_H
#define AMB_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* A time that is further ahead than this was written by a wrong clock. */
enum { CLOCK_AHEAD_MS = 10000, CLOCK_DAY_MS = 86400 * 1000 };

/* clock_ms(): milliseconds since 1970; the clock may be set back. */
int64_t clock_ms(void);

/* clock_us(): the same in microseconds. */
int64_t clock_us(void);

/*
 * clock_recent(at_ms, span_ms): whether at_ms, stored by clock_ms(), is less
 * than span_ms ago.  A time from a wrong clock is not.
 */
bool clock_recent(int64_t at_ms, int64_t span_ms);

/*
 * clock_elapsed_ns(), clock_elapsed_ms(): time since some start, never set
 * back: for deadlines, pauses and back-offs.
 */
int64_t clock_elapsed_ns(void);
int64_t clock_elapsed_ms(void);

#endif /* AMB_BASE_CLOCK_H */
