/*
 * clock.h - the time of day, and elapsed time.
 */
#ifndef AMB_BASE_CLOCK_H
#define AMB_BASE_CLOCK_H

#include <stdint.h>

/* clock_ms(): milliseconds since 1970; the clock may be set back. */
int64_t clock_ms(void);

/* clock_us(): the same in microseconds. */
int64_t clock_us(void);

/* clock_elapsed_ns(): nanoseconds since some start, never set back. */
int64_t clock_elapsed_ns(void);

#endif /* AMB_BASE_CLOCK_H */
