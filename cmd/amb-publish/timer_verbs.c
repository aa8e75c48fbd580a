#include <stdio.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/tz.h"
#include "change.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "scene/when.h"
#include "spool/store.h"
#include "spool/timers.h"
#include "timer_event.h"
#include "timer_verbs.h"

static int
read_tz(const jv *arg, char tz[TZ_MAX], char why[WHY_MAX])
{
	snprintf(tz, TZ_MAX, "%s", conf_str(CONF_TZ));
	if (!msg_has(arg, "tz") ||
	    (msg_str(arg, "tz", tz, TZ_MAX) != -1 && tz_valid(tz)))
		return 0;
	return why_set(why, "'tz' must be " TZ_WANT);
}

static int
read_due(const jv *arg, const char *tz, struct when *w, char why[WHY_MAX])
{
	bool given = msg_has(arg, "due_ms");

	*w = (struct when){.minute = -1};
	if ((when_given(arg) || !given) &&
	    when_read(arg, tz, clock_ms(), w, why) == -1)
		return -1;
	if (!given || (msg_i64(arg, "due_ms", &w->due_ms) == 0 &&
			  w->due_ms > 0 && w->due_ms <= WHEN_MS_MAX))
		return 0;
	return why_set(why, "'due_ms' must be milliseconds since 1970");
}

/* The timer to store; invalid, with a message, when arg makes none. */
static jv
make(const jv *arg)
{
	char why[WHY_MAX];
	char tz[TZ_MAX];
	struct when w;
	jv timer;

	if (msg_has(arg, "fade_s"))
		return msg_bad("'fade_s' cannot be given for a timer");
	if (scene_check_member(arg, "instruction", why) == -1 ||
	    read_tz(arg, tz, why) == -1 || read_due(arg, tz, &w, why) == -1)
		return msg_bad("%s", why);
	timer = msg_obj("id", msg_get(arg, "id"), "zone", msg_get(arg, "zone"),
	    "instruction", msg_get(arg, "instruction"), "due_ms",
	    jv_number((double)w.due_ms), "tz", jv_string(tz), NULL);
	if (w.days == 0)
		return timer;
	timer = msg_copy_member(timer, arg, "at");
	return msg_copy_member(timer, arg, "repeat");
}

/* Returns when it is due; 0 when it is refused, -1 when it is not stored. */
static int64_t
add(const jv *arg, struct answer *answer)
{
	jv timer = make(arg);
	int64_t count = timers_count();
	char why[WHY_MAX];
	int64_t due_ms = 0;

	if (!jv_is_valid(timer)) {
		answer_refuse(answer, EX_DATAERR, "%s",
		    msg_error(timer, why, sizeof(why)));
		return 0;
	}
	msg_i64(&timer, "due_ms", &due_ms);
	if (count >= TIMERS_MAX) {
		answer_refuse(answer, EX_DATAERR,
		    "there are %d timers already, the most that are kept",
		    TIMERS_MAX);
		answer_code(answer, "too_many");
		due_ms = 0;
	} else if (count == -1 || timers_add(&timer) == -1 ||
		   timer_changed(&timer, clock_ms()) == -1) {
		due_ms = -1;
	}
	jv_free(timer);
	return due_ms;
}

void
timer_add(struct answer_arg *arg, struct answer *answer)
{
	char zone[SCENE_ZONE_MAX + 1];
	char id[ULID_LEN + 1];
	int64_t due_ms = -1;

	if (answer_zone(&arg->msg, zone, answer) == -1)
		return;
	scene_id(&arg->msg, id);
	if (change_begin() == 0)
		due_ms = timers_due_ms(id);
	if (due_ms == 0)
		due_ms = add(&arg->msg, answer);
	jv_free(arg->msg);
	if (due_ms == -1) {
		change_fail();
		answer_not_stored(answer, store_why());
	} else if (due_ms > 0) {
		answer->msg = msg_obj("timer",
		    msg_obj("id", jv_string(id), "due_ms",
			jv_number((double)due_ms), NULL),
		    NULL);
	}
}

void
timer_list(struct answer_arg *arg, struct answer *answer)
{
	char zone[SCENE_ZONE_MAX + 1] = "";
	char after[64] = "";
	char why[WHY_MAX];
	jv next;
	jv list;

	if (msg_has(&arg->msg, "zone") &&
	    scene_check_member(&arg->msg, "zone", why) == -1) {
		answer_refuse(answer, EX_DATAERR, "%s", why);
		jv_free(arg->msg);
		return;
	}
	scene_zone(&arg->msg, zone);
	msg_str(&arg->msg, "after", after, sizeof(after));
	jv_free(arg->msg);
	list = timers_list(zone, after, &next);
	if (jv_is_valid(list)) {
		answer->msg = msg_obj("timers", list, "next", next, NULL);
		return;
	}
	jv_free(next);
	answer_not_stored(answer, msg_error(list, why, sizeof(why)));
}

void
timer_cancel(struct answer_arg *arg, struct answer *answer)
{
	char id[ULID_LEN + 1];
	char why[WHY_MAX];
	jv timer;

	if (scene_check_member(&arg->msg, "id", why) == -1) {
		answer_refuse(answer, EX_DATAERR, "%s", why);
		jv_free(arg->msg);
		return;
	}
	scene_id(&arg->msg, id);
	jv_free(arg->msg);
	timer = change_begin() == 0 ? timers_find(id) : jv_invalid();
	if (!jv_is_valid(timer) ||
	    (msg_is(&timer, "id", id) &&
		(timers_remove(id) == -1 ||
		    timer_changed(&timer, clock_ms()) == -1))) {
		change_fail();
		answer_not_stored(answer, store_why());
	} else if (!msg_is(&timer, "id", id)) {
		answer_refuse(answer, EX_DATAERR, "there is no timer '%s'", id);
		answer_code(answer, "not_found");
	} else {
		answer->msg = msg_obj("cancelled", jv_string(id), NULL);
	}
	jv_free(timer);
}
