#include "timers.h"
#include "base/clock.h"
#include "conf/conf.h"
#include "handlers.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "scene/when_say.h"
#include "tool.h"

enum { INVALID = 422 };

/* What amb-publish is to store. */
static jv
timer(const jv *scene, const struct when *w, const jv *body)
{
	jv arg =
	    msg_obj("id", msg_get(scene, "id"), "zone", msg_get(scene, "zone"),
		"instruction", msg_get(scene, "instruction"), "due_ms",
		jv_number((double)w->due_ms), NULL);

	arg = msg_copy_member(arg, body, "fade_s"); /* to be refused */
	if (w->days == 0)
		return arg;
	arg = msg_copy_member(arg, body, "at");
	return msg_copy_member(arg, body, "repeat");
}

static jv
accepted(const jv *scene, const char *say, const jv *answer)
{
	return msg_obj("status", jv_string("accepted"), "outcome",
	    jv_string("timer"), "id", msg_get(scene, "id"), "zone",
	    msg_get(scene, "zone"), "target", jv_string("none"), "instruction",
	    msg_get(scene, "instruction"), "description",
	    msg_get(scene, "instruction"), "speakable_reason", jv_string(say),
	    "timings", msg_obj("planner_llm", jv_null(), NULL), "matrix",
	    jv_null(), "strip", jv_null(), "timer", msg_get(answer, "timer"),
	    NULL);
}

struct reply
timers_submit(const struct request *r)
{
	const char *tz = conf_str(CONF_TZ);
	int64_t now_ms = clock_ms();
	char say[WHEN_SAY_MAX];
	char why[WHY_MAX];
	struct reply reply;
	struct when w;
	jv scene;
	jv answer;

	if (when_read(&r->body, tz, now_ms, &w, why) == -1)
		return reply_error(INVALID, "%s", why);
	scene = scene_check(jv_copy(r->args)); /* it gets an id */
	when_say(&r->body, &w, tz, now_ms, say);
	if (tool_publish("timer_add", timer(&scene, &w, &r->body), INVALID,
		&answer, &reply)) {
		reply = reply_ok(accepted(&scene, say, &answer));
		jv_free(answer);
	}
	jv_free(scene);
	return reply;
}

struct reply
handle_timers(const struct request *r)
{
	jv arg = jv_copy(r->args);
	jv list = jv_array();
	struct reply reply;
	jv answer;
	jv page;

	do {
		if (!tool_publish(
			"timers", jv_copy(arg), INVALID, &answer, &reply)) {
			jv_free(arg);
			jv_free(list);
			return reply;
		}
		page = msg_get_kind(&answer, "timers", JV_KIND_ARRAY);
		if (jv_is_valid(page))
			list = jv_array_concat(list, page);
		arg = msg_set(arg, "after", msg_or_null(&answer, "next"));
		jv_free(answer);
	} while (msg_has(&arg, "after"));
	jv_free(arg);
	return reply_ok(msg_obj("timers", list, NULL));
}

/* The id is that of the timer, not of the request. */
struct reply
handle_cancel(const struct request *r)
{
	struct reply reply;
	jv answer;

	if (!tool_publish("cancel", jv_copy(r->args), INVALID, &answer, &reply))
		return reply;
	return reply_ok(answer);
}
