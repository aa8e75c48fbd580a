#include <math.h>

#include "event.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "spool/events.h"
#include "state.h"

jv
event_matrix(const jv *state)
{
	return events_make("matrix_update",
	    msg_obj("zone", msg_get(state, "zone"), "id",
		msg_get(state, "matrix.id"), "json", state_matrix(state),
		"updated_at_ms", msg_get(state, "matrix.updated_at_ms"), NULL));
}

jv
event_strip(const jv *state)
{
	return events_make("strip_command_update",
	    msg_obj("zone", msg_get(state, "zone"), "id",
		msg_get(state, "strip.id"), "command",
		msg_get(state, "strip.command"), "updated_at_ms",
		msg_get(state, "strip.updated_at_ms"), NULL));
}

static bool
made(const jv *scene, const char *part)
{
	return scene_wants(scene, part) && msg_has(scene, part);
}

static bool
failed(const jv *scene, const char *part)
{
	return scene_wants(scene, part) && !msg_has(scene, part);
}

/* A missing part is pending unless one of its stages has an error. */
static bool
pending(
    const jv *scene, const char *part, const char *stage, const char *before)
{
	return failed(scene, part) && !scene_failed(scene, stage) &&
	       !scene_failed(scene, before);
}

bool
event_due(const jv *scene)
{
	return msg_has(scene, "instruction") && msg_has(scene, "plan") &&
	       !pending(scene, "strip", "strip", "strip") &&
	       !pending(scene, "matrix", "downsample", "genimg");
}

static const char *
status(const jv *scene)
{
	bool bad = failed(scene, "matrix") || failed(scene, "strip");
	bool good = made(scene, "matrix") || made(scene, "strip");

	return !bad ? "success" : good ? "partial_failure" : "error";
}

static jv
matrix_data(const jv *scene)
{
	if (!scene_wants(scene, "matrix"))
		return jv_null();
	return msg_obj("json", state_matrix(scene), "prompt_used",
	    msg_or_null(scene, "plan.matrix.scene_prompt"), "model_used",
	    msg_or_null(scene, "image.generator"), "reason",
	    msg_or_null(scene, "plan.matrix.reason"), NULL);
}

static jv
strip_data(const jv *scene)
{
	if (!scene_wants(scene, "strip"))
		return jv_null();
	return msg_obj("theme", msg_or_null(scene, "plan.strip.theme"),
	    "reason", msg_or_null(scene, "plan.strip.reason"),
	    "final_selection", msg_or_null(scene, "plan.strip.colors"),
	    "command", msg_or_null(scene, "strip.command"), NULL);
}

static double
seconds(const jv *scene, const char *path)
{
	double s = 0;

	msg_num(scene, path, 0, 1e6, &s);
	return s;
}

/* Seconds to a tenth of a millisecond. */
static jv
rounded(double s)
{
	return jv_number(round(s * 1e4) / 1e4);
}

static jv
timings(const jv *scene)
{
	double plan = seconds(scene, "timings.plan_s");
	double matrix = seconds(scene, "timings.genimg_s") +
			seconds(scene, "timings.downsample_s");
	double strip = seconds(scene, "timings.strip_s");

	return msg_obj("planner_llm", rounded(plan), "matrix_gen",
	    rounded(matrix), "strip_exec", rounded(strip), "total",
	    rounded(plan + matrix + strip), NULL);
}

jv
event_generate(const jv *scene)
{
	jv p = msg_obj("status", jv_string(status(scene)), "id",
	    msg_get(scene, "id"), "zone", msg_get(scene, "zone"), "target",
	    msg_or_null(scene, "plan.target"), "description",
	    msg_get(scene, "instruction"), "speakable_reason",
	    msg_or_null(scene, "plan.speakable_reason"), "timings",
	    timings(scene), NULL);

	p = msg_set(p, "data",
	    msg_obj("matrix", matrix_data(scene), "strip", strip_data(scene),
		NULL));
	return events_make("generate", msg_copy_member(p, scene, "errors"));
}
