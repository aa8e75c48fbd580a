#include <math.h>

#include "news.h"
#include "scene/scene.h"
#include "json/msg.h"

static jv
event(const char *type, jv payload)
{
	return JV_OBJECT(
	    jv_string("type"), jv_string(type), jv_string("payload"), payload);
}

static jv
matrix_of(const jv *msg)
{
	if (!msg_has(msg, "matrix.pixels"))
		return jv_null();
	return JV_OBJECT(jv_string("width"), msg_get(msg, "matrix.width"),
	    jv_string("height"), msg_get(msg, "matrix.height"),
	    jv_string("pixels"), msg_get(msg, "matrix.pixels"));
}

jv
news_matrix(const jv *state)
{
	return event("matrix_update",
	    JV_OBJECT(jv_string("zone"), msg_get(state, "zone"),
		jv_string("id"), msg_get(state, "matrix.id"), jv_string("json"),
		matrix_of(state), jv_string("updated_at_ms"),
		msg_get(state, "matrix.updated_at_ms")));
}

jv
news_strip(const jv *state)
{
	return event("strip_command_update",
	    JV_OBJECT(jv_string("zone"), msg_get(state, "zone"),
		jv_string("id"), msg_get(state, "strip.id"),
		jv_string("command"), msg_get(state, "strip.command"),
		jv_string("updated_at_ms"),
		msg_get(state, "strip.updated_at_ms")));
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

/* A part that is missing is waited for, unless its stage said why. */
static bool
pending(
    const jv *scene, const char *part, const char *stage, const char *before)
{
	return failed(scene, part) && !scene_failed(scene, stage) &&
	       !scene_failed(scene, before);
}

bool
news_due(const jv *scene)
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
	return JV_OBJECT(jv_string("json"), matrix_of(scene),
	    jv_string("prompt_used"),
	    msg_or_null(scene, "plan.matrix.scene_prompt"),
	    jv_string("model_used"), msg_or_null(scene, "image.generator"),
	    jv_string("reason"), msg_or_null(scene, "plan.matrix.reason"));
}

static jv
strip_data(const jv *scene)
{
	if (!scene_wants(scene, "strip"))
		return jv_null();
	return JV_OBJECT(jv_string("theme"),
	    msg_or_null(scene, "plan.strip.theme"), jv_string("reason"),
	    msg_or_null(scene, "plan.strip.reason"),
	    jv_string("final_selection"),
	    msg_or_null(scene, "plan.strip.colors"), jv_string("command"),
	    msg_or_null(scene, "strip.command"));
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
tidy(double s)
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

	return JV_OBJECT(jv_string("planner_llm"), tidy(plan),
	    jv_string("matrix_gen"), tidy(matrix), jv_string("strip_exec"),
	    tidy(strip), jv_string("total"), tidy(plan + matrix + strip));
}

jv
news_generate(const jv *scene)
{
	jv p = JV_OBJECT(jv_string("status"), jv_string(status(scene)),
	    jv_string("id"), msg_get(scene, "id"), jv_string("zone"),
	    msg_get(scene, "zone"), jv_string("target"),
	    msg_or_null(scene, "plan.target"), jv_string("description"),
	    msg_get(scene, "instruction"), jv_string("speakable_reason"),
	    msg_or_null(scene, "plan.speakable_reason"), jv_string("timings"),
	    timings(scene));

	p = msg_set(p, "data",
	    JV_OBJECT(jv_string("matrix"), matrix_data(scene),
		jv_string("strip"), strip_data(scene)));
	return event("generate", msg_copy_member(p, scene, "errors"));
}
