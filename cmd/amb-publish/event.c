#include <math.h>

#include "event.h"
#include "json/msg.h"
#include "light/output.h"
#include "scene/scene.h"
#include "spool/events.h"

/* Append {"type","payload"}. */
static void
add_event(struct text *t, const char *type, const struct text *payload)
{
	text_member(
	    t, msg_obj("type", jv_string(type), NULL), "payload", payload);
}

void
event_matrix(const struct zone_state *s, struct text *t)
{
	struct text payload = {.len = 0};
	struct text json = {.len = 0};

	matrix_text(&s->matrix, &json);
	text_member(&payload,
	    msg_obj("zone", msg_get(&s->doc, "zone"), "id",
		msg_get(&s->doc, "matrix.id"), "updated_at_ms",
		msg_get(&s->doc, "matrix.updated_at_ms"), NULL),
	    "json", &json);
	add_event(t, "matrix_update", &payload);
	text_free(&payload);
	text_free(&json);
}

void
event_strip(const struct zone_state *s, struct text *t)
{
	text_json(t, events_make("strip_command_update",
			 msg_obj("zone", msg_get(&s->doc, "zone"), "id",
			     msg_get(&s->doc, "strip.id"), "command",
			     msg_get(&s->doc, "strip.command"), "updated_at_ms",
			     msg_get(&s->doc, "strip.updated_at_ms"), NULL)));
}

static void
control(const struct zone_state *s, const char *name, const char *type,
    struct text *t)
{
	jv payload = output_json(&s->doc, name);
	jv last = msg_get(&s->doc, name);

	payload = msg_set(payload, "zone", msg_get(&s->doc, "zone"));
	payload = msg_set(payload, "id", msg_get(&last, "id"));
	jv_free(last);
	text_json(t, events_make(type, payload));
}

void
event_power(const struct zone_state *s, struct text *t)
{
	control(s, "power", "power_update", t);
}

void
event_brightness(const struct zone_state *s, struct text *t)
{
	control(s, "brightness", "brightness_update", t);
}

static bool
made(const jv *scene, const char *part)
{
	return scene_makes(scene, part) && msg_has(scene, part);
}

static bool
failed(const jv *scene, const char *part)
{
	return scene_makes(scene, part) && !msg_has(scene, part);
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

/* {"json",...}; null when it is no target, json null when it was not made. */
static void
matrix_data(const jv *scene, const struct matrix *m, struct text *t)
{
	struct text json = {.len = 0};

	if (!scene_makes(scene, "matrix")) {
		text_str(t, "null");
		return;
	}
	if (m != NULL)
		matrix_text(m, &json);
	else
		text_str(&json, "null");
	text_member(t,
	    msg_obj("prompt_used",
		msg_or_null(scene, "plan.matrix.scene_prompt"), "model_used",
		msg_or_null(scene, "image.generator"), "reason",
		msg_or_null(scene, "plan.matrix.reason"), NULL),
	    "json", &json);
	text_free(&json);
}

static jv
strip_data(const jv *scene)
{
	if (!scene_makes(scene, "strip"))
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

void
event_generate(const jv *scene, const struct matrix *m, struct text *t)
{
	struct text matrix = {.len = 0};
	struct text data = {.len = 0};
	struct text payload = {.len = 0};
	jv p = msg_obj("status", jv_string(status(scene)), "id",
	    msg_get(scene, "id"), "zone", msg_get(scene, "zone"), "target",
	    msg_or_null(scene, "plan.target"), "description",
	    msg_get(scene, "instruction"), "speakable_reason",
	    msg_or_null(scene, "plan.speakable_reason"), "timings",
	    timings(scene), NULL);

	matrix_data(scene, m, &matrix);
	text_member(&data, msg_obj("strip", strip_data(scene), NULL), "matrix",
	    &matrix);
	text_member(
	    &payload, msg_copy_member(p, scene, "errors"), "data", &data);
	add_event(t, "generate", &payload);
	text_free(&matrix);
	text_free(&data);
	text_free(&payload);
}
