#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "conf/conf.h"
#include "handlers.h"
#include "json/msg.h"
#include "json/text.h"
#include "scene/scene.h"
#include "scene/when.h"
#include "spool/layout.h"
#include "spool/lock.h"
#include "spool/queue.h"
#include "spool/spool.h"
#include "timers.h"
#include "tool.h"

/* beyond AMB_PLAN_TIMEOUT_S, which amb-plan itself observes */
enum { PLAN_MARGIN_MS = 2000 };

#define PICTURE_NOTE "the picture is being made; see /api/jobs/ID"

static struct reply
busy(void)
{
	return reply_error(
	    503, "%d jobs are waiting", spool_count(SPOOL_QUEUE));
}

/* Refused here, so that no sentence is accepted that cannot be shown. */
static bool
has_room(const struct request *r, struct reply *bad)
{
	int most = conf_int(CONF_ZONES_MAX);
	char zone[SCENE_ZONE_MAX + 1];
	char folder[SPOOL_NAME_MAX];

	scene_zone(&r->args, zone);
	if (spool_has(layout_in(folder, SPOOL_STATE, zone)) ||
	    spool_count(SPOOL_STATE) < most)
		return true;
	*bad = reply_error(
	    507, "there are %d zones already; see AMB_ZONES_MAX", most);
	return false;
}

static bool
may_plan(struct reply *bad)
{
	switch (spool_lock_one_of(SPOOL_LOCK_PLAN, conf_int(CONF_MAX_PLANS))) {
	case 0:
		return true;
	case 1:
		*bad = reply_error(503, "too many sentences are being planned");
		return false;
	default:
		*bad = reply_storage("open the spool");
		return false;
	}
}

static bool
plan(jv *scene, struct reply *bad)
{
	const struct tool tool = {.name = "amb-plan",
	    .timeout_ms =
		(int)(conf_num(CONF_PLAN_TIMEOUT_S) * 1000) + PLAN_MARGIN_MS,
	    .bad_input = 422};

	return tool_run(&tool, scene, bad);
}

/*
 * Append the picture that the zone shows now; null when there is none.  As
 * text: libjq needs longer for it than for all the rest of a submit.
 */
static void
current(const jv *scene, struct text *t)
{
	char zone[SCENE_ZONE_MAX + 1];
	char name[SPOOL_NAME_MAX];
	char *end;
	char *text;

	scene_zone(scene, zone);
	text =
	    spool_read(layout_state(name, zone, "matrix.json"), MSG_MAX, NULL);
	/* nothing but the end has a brace; it is there unless a power cut took
	 * a part and amb-publish did not run since */
	end = text != NULL && text[0] == '{' ? strchr(text, '}') : NULL;
	if (end != NULL)
		text_add(t, text, (size_t)(end + 1 - text));
	else
		text_str(t, "null");
	free(text);
}

static void
matrix_part(const jv *scene, struct text *t)
{
	struct text picture = {.len = 0};

	if (!scene_makes(scene, "matrix")) {
		text_str(t, "null");
		return;
	}
	current(scene, &picture);
	text_member(t,
	    msg_obj("scene_prompt",
		msg_or_null(scene, "plan.matrix.scene_prompt"), "reason",
		msg_or_null(scene, "plan.matrix.reason"), "speakable_reason",
		msg_or_null(scene, "plan.speakable_reason"), "suggested_colors",
		msg_or_null(scene, "plan.matrix.background"), "image_model",
		msg_or_null(scene, "plan.matrix.image_model"), "note",
		jv_string(PICTURE_NOTE), NULL),
	    "current", &picture);
	text_free(&picture);
}

static jv
strip_part(const jv *scene)
{
	if (!scene_makes(scene, "strip"))
		return jv_null();
	return msg_obj("theme", msg_or_null(scene, "plan.strip.theme"),
	    "reason", msg_or_null(scene, "plan.strip.reason"),
	    "speakable_reason", msg_or_null(scene, "plan.speakable_reason"),
	    "mode", msg_or_null(scene, "plan.strip.mode"), "colors",
	    msg_or_null(scene, "plan.strip.colors"), "final_selection",
	    msg_or_null(scene, "plan.strip.colors"), NULL);
}

/* Whether its plan changes only power and brightness, for which no job is. */
static bool
is_quick(const jv *scene)
{
	return !scene_makes(scene, "matrix") && !scene_makes(scene, "strip");
}

/* The body of the reply, as text. */
static void
accepted(const jv *scene, struct text *t)
{
	struct text matrix = {.len = 0};
	jv body = msg_obj("status", jv_string("accepted"), "outcome",
	    jv_string(is_quick(scene) ? "done" : "planned"), "id",
	    msg_get(scene, "id"), "zone", msg_get(scene, "zone"), "target",
	    msg_or_null(scene, "plan.target"), "instruction",
	    msg_get(scene, "instruction"), "description",
	    msg_get(scene, "instruction"), "speakable_reason",
	    msg_or_null(scene, "plan.speakable_reason"), "timings",
	    msg_obj("planner_llm", msg_or_null(scene, "timings.plan_s"), NULL),
	    "strip", strip_part(scene), NULL);

	matrix_part(scene, &matrix);
	text_member(t, body, "matrix", &matrix);
	text_free(&matrix);
}

/* Publish it at once.  Consumes scene.  Returns false and *bad. */
static bool
publish(jv scene, struct reply *bad)
{
	if (!tool_publish("publish", scene, 500, &scene, bad))
		return false;
	jv_free(scene);
	return true;
}

/* Queue it.  Consumes scene.  Returns false and *bad. */
static bool
enqueue(jv scene, struct reply *bad)
{
	if (queue_put(scene) == 0)
		return true;
	*bad = errno == EAGAIN ? busy() : reply_storage("store the job");
	return false;
}

struct reply
handle_submit(const struct request *r)
{
	struct text body = {.len = 0};
	struct reply reply;
	jv scene;

	if (when_given(&r->body))
		return timers_submit(r);
	if (queue_full())
		return busy();
	if (!has_room(r, &reply) || !may_plan(&reply))
		return reply;
	scene = scene_check(jv_copy(r->args)); /* it gets an id */
	if (!plan(&scene, &reply))
		return reply;
	accepted(&scene, &body);
	if (is_quick(&scene) ? publish(scene, &reply) : enqueue(scene, &reply))
		return reply_text(body.data);
	text_free(&body);
	return reply;
}
