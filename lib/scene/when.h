/*
 * when.h - when a timer is due: the members at, in_s and repeat.
 *
 * Pure but for TZ, which tz_use() sets; tz is as of base/tz.h, "" for the
 * zone of the system.  Of local times a skipped one counts as the first minute
 * after the gap, and one that comes twice as the first of both.
 */
#ifndef AMB_SCENE_WHEN_H
#define AMB_SCENE_WHEN_H

#include <stdbool.h>
#include <stdint.h>

#include <jv.h>

#include "base/why.h"

enum {
	WHEN_IN_S_MAX = 31536000,
	WHEN_AT_MAX = 64, /* bytes of at, with the NUL */
	WHEN_SAY_MAX = 96 /* bytes of a sentence, with the NUL */
};

/* The last second of the year 9999, in ms since 1970. */
#define WHEN_MS_MAX INT64_C(253402300799000)

struct when {
	int64_t due_ms; /* the next time, ms since 1970 */
	int minute;	/* of the day, 0 to 1439; -1 when at is no HH:MM */
	unsigned days;	/* on which it repeats, 1 << tm_wday; 0: it does not */
};

/* when_given(msg): whether msg has at, in_s or repeat. */
bool when_given(const jv *msg);

/*
 * when_read(msg, tz, now_ms, w, why): at is "HH:MM" or a date-time of RFC 3339
 * that is later than now; in_s is seconds from now; one of them must be there.
 * repeat, "daily", "weekdays", "weekends" or an array of "mon" to "sun", is
 * for HH:MM alone.  Sets *w and returns 0, or returns -1 and why.
 */
int when_read(const jv *msg, const char *tz, int64_t now_ms, struct when *w,
    char why[WHY_MAX]);

/*
 * when_next(w, tz, after_ms): the first time after that which is w->minute of
 * one of w->days, of any day when these are 0.
 */
int64_t when_next(const struct when *w, const char *tz, int64_t after_ms);

#endif /* AMB_SCENE_WHEN_H */
