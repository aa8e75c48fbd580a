#include "timer_due.h"
#include "base/clock.h"
#include "base/tz.h"
#include "change.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "scene/when.h"
#include "spool/store.h"
#include "spool/timers.h"
#include "timer_event.h"

/* More than from any time of a timer that repeats to its next. */
#define REPEAT_MS_MAX (INT64_C(8) * CLOCK_DAY_MS)

/* The clock of who asks, as far as it says. */
static int64_t
now_of(const jv *arg)
{
	int64_t now_ms;

	if (msg_i64(arg, "now_ms", &now_ms) == 0 && now_ms > 0 &&
	    now_ms <= WHEN_MS_MAX)
		return now_ms;
	return clock_ms();
}

/* The first time after that of a timer; 0 when it does not repeat. */
static int64_t
next_after(const jv *timer, int64_t after_ms)
{
	char tz[TZ_MAX];
	struct when w;

	msg_str(timer, "tz", tz, sizeof(tz));
	if (!msg_has(timer, "repeat") ||
	    when_read(timer, tz, after_ms, &w, NULL) == -1)
		return 0;
	return w.due_ms;
}

/* The last time up to now, when one that repeats was missed several times. */
static int64_t
last_before(const jv *timer, int64_t now_ms)
{
	int64_t due_ms = 0;
	int64_t at_ms;

	msg_i64(timer, "due_ms", &due_ms);
	at_ms = due_ms;
	if (at_ms < now_ms - REPEAT_MS_MAX)
		at_ms = now_ms - REPEAT_MS_MAX;
	while ((at_ms = next_after(timer, at_ms)) != 0 && at_ms <= now_ms)
		due_ms = at_ms;
	return due_ms;
}

/* Give a timer that is due the id of its job, unless it has one. */
static jv
assign(jv timer, int64_t now_ms)
{
	char job[ULID_LEN + 1];
	char id[ULID_LEN + 1];
	int64_t due_ms;

	if (msg_has(&timer, "job"))
		return timer;
	scene_id(&timer, id);
	due_ms = last_before(&timer, now_ms);
	ulid_make(clock_ms(), job);
	if (timers_assign(id, due_ms, job) == -1)
		change_fail();
	timer = msg_set(timer, "due_ms", jv_number((double)due_ms));
	return msg_set(timer, "job", jv_string(job));
}

/* The next time that one which repeats has by a clock that was ahead then. */
static int
set_right(int64_t now_ms)
{
	jv list = timers_far(now_ms + REPEAT_MS_MAX);
	int n = msg_len(&list);
	char id[ULID_LEN + 1];
	int rc = 0;
	jv timer;
	int i;

	for (i = 0; i < n && rc == 0; i++) {
		timer = msg_at(&list, i);
		scene_id(&timer, id);
		rc = timers_assign(id, next_after(&timer, now_ms), "");
		rc = rc == 0 ? timer_changed(&timer, now_ms) : rc;
		jv_free(timer);
	}
	jv_free(list);
	return n == -1 ? -1 : rc;
}

static jv
assign_all(jv list, int64_t now_ms)
{
	jv due = jv_array();
	int i;

	for (i = 0; i < msg_len(&list); i++)
		due = jv_array_append(due, assign(msg_at(&list, i), now_ms));
	jv_free(list);
	return due;
}

void
timer_take(struct answer_arg *arg, struct answer *answer)
{
	int64_t now_ms = now_of(&arg->msg);
	jv list = jv_invalid();
	int64_t next_ms = -1;

	jv_free(arg->msg);
	if (change_begin() == 0 && set_right(now_ms) == 0)
		list = timers_due(now_ms);
	if (jv_is_valid(list)) {
		list = assign_all(list, now_ms);
		next_ms = timers_next();
	}
	if (next_ms == -1) {
		change_fail();
		answer_not_stored(answer, store_why());
		jv_free(list);
		return;
	}
	answer->msg = msg_obj("timers", list, "next_ms",
	    next_ms == INT64_MAX ? jv_null() : jv_number((double)next_ms),
	    NULL);
}

/* Returns 1; 0 when there is no such job, -1 when it is not stored. */
static int
end_job(const jv *job, int64_t now_ms)
{
	char text[ULID_LEN + 1];
	char id[ULID_LEN + 1];
	int64_t due_ms = 0;
	int rc = 0;
	jv timer;

	msg_str(job, "", text, sizeof(text));
	timer = timers_find(text);
	if (!jv_is_valid(timer))
		rc = -1;
	if (text[0] != '\0' && msg_is(&timer, "job", text)) {
		scene_id(&timer, id);
		msg_i64(&timer, "due_ms", &due_ms);
		due_ms = next_after(&timer, due_ms > now_ms ? due_ms : now_ms);
		rc = due_ms > 0 ? timers_assign(id, due_ms, "")
				: timers_remove(id);
		rc = rc == 0 && timer_changed(&timer, now_ms) == 0 ? 1 : -1;
	}
	jv_free(timer);
	return rc;
}

void
timer_done(struct answer_arg *arg, struct answer *answer)
{
	int64_t now_ms = now_of(&arg->msg);
	jv jobs = msg_get(&arg->msg, "jobs");
	int rc = change_begin();
	int done = 0;
	jv job;
	int i;

	jv_free(arg->msg);
	for (i = 0; i < msg_len(&jobs) && rc != -1; i++) {
		job = msg_at(&jobs, i);
		rc = end_job(&job, now_ms);
		jv_free(job);
		done += rc == 1;
	}
	jv_free(jobs);
	if (rc == -1) {
		change_fail();
		answer_not_stored(answer, store_why());
		return;
	}
	answer->msg = msg_obj("done", jv_number(done), NULL);
}
