#include <string.h>
#include <time.h>

#include "base/tz.h"
#include "json/msg.h"
#include "scene/when.h"

enum { DAY_S = 86400, WEEK = 7, ALL_DAYS = (1 << WEEK) - 1 };

static const char *const names[WEEK] = {
    "sun", "mon", "tue", "wed", "thu", "fri", "sat"};

static const struct {
	const char *name;
	unsigned days;
} sets[] = {
    {"daily", ALL_DAYS},
    {"weekdays", 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5},
    {"weekends", 1 << 0 | 1 << 6},
};
enum { SETS = sizeof(sets) / sizeof(sets[0]) };

/* ---- Local times, in seconds since 1970 */

static int64_t
offset(int64_t at)
{
	time_t t = (time_t)at;
	struct tm tm;

	return localtime_r(&t, &tm) != NULL ? tm.tm_gmtoff : 0;
}

/* The first second of the offset that is valid at high and not at low. */
static int64_t
change_of_offset(int64_t low, int64_t high)
{
	int64_t after = offset(high);
	int64_t mid;

	while (high - low > 1) {
		mid = low + (high - low) / 2;
		if (offset(mid) == after)
			high = mid;
		else
			low = mid;
	}
	return high;
}

/* When it is that time on that day; wall is the same as if it were UTC. */
static int64_t
instant(int64_t wall)
{
	int64_t before = wall - offset(wall - DAY_S);
	int64_t after = wall - offset(wall + DAY_S);

	if (before + offset(before) == wall) /* the first of two */
		return before;
	if (after + offset(after) == wall)
		return after;
	return change_of_offset(after, before);
}

int64_t
when_next(const struct when *w, const char *tz, int64_t after_ms)
{
	time_t after = (time_t)(after_ms / 1000);
	int64_t due;
	struct tm day;

	tz_use(tz);
	localtime_r(&after, &day);
	day.tm_hour = w->minute / 60;
	day.tm_min = w->minute % 60;
	day.tm_sec = 0;
	for (;; day.tm_mday++) {
		due = instant(timegm(&day)); /* which sets tm_wday, too */
		if (due * 1000 > after_ms &&
		    (w->days == 0 || (w->days >> day.tm_wday & 1) != 0))
			return due * 1000;
	}
}

/* ---- The members */

/* Read n digits, a number of at least min and at most max. */
static bool
number(const char **p, int n, int min, int max, int *out)
{
	*out = 0;
	for (; n > 0 && **p >= '0' && **p <= '9'; n--, (*p)++)
		*out = *out * 10 + (**p - '0');
	return n == 0 && *out >= min && *out <= max;
}

/* Read one character of any. */
static bool
one(const char **p, const char *any)
{
	if (**p == '\0' || strchr(any, **p) == NULL)
		return false;
	(*p)++;
	return true;
}

static bool
hour_minute(const char **p, int *minutes)
{
	int hour, minute;

	if (!number(p, 2, 0, 23, &hour) || !one(p, ":") ||
	    !number(p, 2, 0, 59, &minute))
		return false;
	*minutes = hour * 60 + minute;
	return true;
}

/* ".123456", or nothing */
static bool
fraction(const char **p, int *ms)
{
	int unit = 100;
	int digit;

	*ms = 0;
	if (!one(p, "."))
		return true;
	if (**p < '0' || **p > '9')
		return false;
	for (; number(p, 1, 0, 9, &digit); unit /= 10)
		*ms += digit * unit;
	return true;
}

/* "Z" or "+01:00", in minutes east */
static bool
zone(const char **p, int *east)
{
	bool west = **p == '-';

	*east = 0;
	if (one(p, "Zz"))
		return true;
	if (!one(p, "+-") || !hour_minute(p, east))
		return false;
	if (west)
		*east = -*east;
	return true;
}

static bool
date_time(const char *p, int64_t *at_ms)
{
	struct tm tm = {0};
	int minutes, ms, east, day;

	if (!number(&p, 4, 1970, 9999, &tm.tm_year) || !one(&p, "-") ||
	    !number(&p, 2, 1, 12, &tm.tm_mon) || !one(&p, "-") ||
	    !number(&p, 2, 1, 31, &day) || !one(&p, "Tt") ||
	    !hour_minute(&p, &minutes) || !one(&p, ":") ||
	    !number(&p, 2, 0, 59, &tm.tm_sec) || !fraction(&p, &ms) ||
	    !zone(&p, &east) || *p != '\0')
		return false;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	tm.tm_mday = day;
	tm.tm_min = minutes;
	*at_ms = (int64_t)timegm(&tm) * 1000 - (int64_t)east * 60000 + ms;
	return tm.tm_mday == day; /* there is such a day */
}

static int
day_of(const jv *name)
{
	int i = 0;

	while (i < WEEK && !msg_is(name, "", names[i]))
		i++;
	return i;
}

/* The days of an array; 0 when it is none of different days. */
static unsigned
days_of(const jv *list)
{
	unsigned days = 0;
	unsigned day;
	int i;
	jv name;

	for (i = 0; i < msg_len(list); i++) {
		name = msg_at(list, i);
		day = 1U << day_of(&name);
		jv_free(name);
		if (day > ALL_DAYS || (days & day) != 0)
			return 0;
		days |= day;
	}
	return days;
}

static int
read_repeat(const jv *msg, struct when *w, char why[WHY_MAX])
{
	jv repeat = msg_get(msg, "repeat");
	int i;

	w->days = days_of(&repeat);
	for (i = 0; i < SETS; i++)
		if (msg_is(&repeat, "", sets[i].name))
			w->days = sets[i].days;
	jv_free(repeat);
	if (w->minute == -1)
		return why_set(why, "'repeat' needs 'at' as HH:MM");
	if (w->days != 0)
		return 0;
	return why_set(why, "'repeat' must be daily, weekdays, weekends or an "
			    "array of different days, mon to sun");
}

static int
read_at(const jv *msg, struct when *w, char why[WHY_MAX])
{
	char text[WHEN_AT_MAX];
	const char *p = text;

	msg_str(msg, "at", text, sizeof(text));
	if (hour_minute(&p, &w->minute) && *p == '\0')
		return 0;
	w->minute = -1;
	if (date_time(text, &w->due_ms))
		return 0;
	return why_set(why,
	    "'at' must be HH:MM, 00:00 to 23:59, or a date and "
	    "time with an offset, as 2027-01-31T07:00:00+08:00");
}

static int
read_in(const jv *msg, int64_t now_ms, struct when *w, char why[WHY_MAX])
{
	int in_s;

	if (msg_has(msg, "at"))
		return why_set(why, "'at' and 'in_s' exclude each other");
	if (msg_int(msg, "in_s", 1, WHEN_IN_S_MAX, &in_s) == -1)
		return why_set(why, "'in_s' must be a whole number, 1 to %d",
		    WHEN_IN_S_MAX);
	w->due_ms = now_ms + (int64_t)in_s * 1000;
	return 0;
}

bool
when_given(const jv *msg)
{
	return msg_has(msg, "at") || msg_has(msg, "in_s") ||
	       msg_has(msg, "repeat");
}

int
when_read(const jv *msg, const char *tz, int64_t now_ms, struct when *w,
    char why[WHY_MAX])
{
	*w = (struct when){.minute = -1};
	if (msg_has(msg, "in_s") && read_in(msg, now_ms, w, why) == -1)
		return -1;
	if (msg_has(msg, "at") && read_at(msg, w, why) == -1)
		return -1;
	if (msg_has(msg, "repeat") && read_repeat(msg, w, why) == -1)
		return -1;
	if (w->minute != -1)
		w->due_ms = when_next(w, tz, now_ms);
	if (w->due_ms > now_ms)
		return 0;
	return why_set(why, msg_has(msg, "at")
				? "'at' must be later than now"
				: "'at' or 'in_s' must be given");
}
