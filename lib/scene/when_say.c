#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/tz.h"
#include "base/utf8.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "scene/when_say.h"

enum {
	SECONDS = 2 * 60,  /* what is sooner is said in seconds, */
	MINUTES = 2 * 3600 /* or in minutes */
};

enum { TODAY, TOMORROW, DAILY, WEEKDAYS, WEEKENDS, DAY_WORDS };

static const struct language {
	const char *in[2][2]; /* seconds and minutes: one, several */
	const char *day[DAY_WORDS];
	const char *date[2]; /* strftime(): of this year, of another */
	const char *list;    /* of days of the week */
	const char *comma;
	const char *week[7];
	const char *at; /* day, time */
} english = {{{"In %d second.", "In %d seconds."},
		 {"In %d minute.", "In %d minutes."}},
    {"Today", "Tomorrow", "Every day", "On weekdays", "On weekends"},
    {"On %-d %B", "On %-d %B %Y"}, "On %s", ", ",
    {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}, "%s at %s."},
  chinese = {{{"%d 秒后执行。", "%d 秒后执行。"},
		 {"%d 分钟后执行。", "%d 分钟后执行。"}},
      {"今天", "明天", "每天", "工作日", "周末"},
      {"%-m月%-d日", "%Y年%-m月%-d日"}, "每周%s", "、",
      {"日", "一", "二", "三", "四", "五", "六"}, "%s %s 执行。"};

static bool
is_han(uint32_t code)
{
	return (code >= 0x3400 && code <= 0x9fff) ||
	       (code >= 0xf900 && code <= 0xfaff) ||
	       (code >= 0x20000 && code <= 0x3ffff);
}

static const struct language *
language_of(const jv *msg)
{
	char text[SCENE_INSTRUCTION_MAX * 4 + 1];
	int len = msg_str(msg, "instruction", text, sizeof(text));
	uint32_t code;
	int n;
	int i;

	for (i = 0; i < len; i += n) {
		n = utf8_next(text + i, (size_t)(len - i), &code);
		if (n == 0)
			break;
		if (is_han(code))
			return &chinese;
	}
	return &english;
}

/* The days on which it repeats, Monday first. */
static void
say_days(const struct language *l, unsigned days, char *buf, size_t size)
{
	static const unsigned sets[DAY_WORDS] = {
	    [DAILY] = 0x7f, [WEEKDAYS] = 0x3e, [WEEKENDS] = 0x41};
	char list[64] = "";
	size_t len = 0;
	int i;

	for (i = DAILY; i < DAY_WORDS && sets[i] != days; i++)
		;
	if (i < DAY_WORDS) {
		snprintf(buf, size, "%s", l->day[i]);
		return;
	}
	for (i = 1; i <= 7; i++)
		if ((days >> i % 7 & 1) != 0)
			len += (size_t)snprintf(list + len, sizeof(list) - len,
			    "%s%s", len > 0 ? l->comma : "", l->week[i % 7]);
	snprintf(buf, size, l->list, list);
}

static void
say_date(const struct language *l, int64_t now_ms, const struct tm *due,
    char *buf, size_t size)
{
	time_t t = (time_t)(now_ms / 1000);
	struct tm now;
	int i;

	localtime_r(&t, &now);
	for (i = TODAY; i <= TOMORROW; i++, now.tm_mday++) {
		now.tm_hour = 12;
		timegm(&now);
		if (now.tm_yday == due->tm_yday &&
		    now.tm_year == due->tm_year) {
			snprintf(buf, size, "%s", l->day[i]);
			return;
		}
	}
	localtime_r(&t, &now);
	strftime(buf, size, l->date[now.tm_year != due->tm_year], due);
}

static void
say_clock(const struct language *l, const struct when *w, int64_t now_ms,
    char buf[WHEN_SAY_MAX])
{
	time_t t = (time_t)(w->due_ms / 1000);
	char day[72];
	char clock[8];
	struct tm due;

	localtime_r(&t, &due);
	strftime(clock, sizeof(clock), "%H:%M", &due);
	if (w->days != 0) {
		say_days(l, w->days, day, sizeof(day));
		snprintf(clock, sizeof(clock), "%02d:%02d", w->minute / 60 % 24,
		    w->minute % 60);
	} else {
		say_date(l, now_ms, &due, day, sizeof(day));
	}
	snprintf(buf, WHEN_SAY_MAX, l->at, day, clock);
}

void
when_say(const jv *msg, const struct when *w, const char *tz, int64_t now_ms,
    char buf[WHEN_SAY_MAX])
{
	const struct language *l = language_of(msg);
	int s = MINUTES;
	bool minutes;

	tz_use(tz);
	msg_int(msg, "in_s", 1, WHEN_IN_S_MAX, &s);
	if (s >= MINUTES) {
		say_clock(l, w, now_ms, buf);
		return;
	}
	minutes = s >= SECONDS;
	if (minutes)
		s = (s + 30) / 60;
	snprintf(buf, WHEN_SAY_MAX, l->in[minutes][s != 1], s);
}
