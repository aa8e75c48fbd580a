#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "json/msg.h"
#include "light/fade.h"
#include "scene/scene.h"

static bool
is_id(const jv *id)
{
	char text[ULID_LEN + 1];

	return msg_str(id, "", text, sizeof(text)) != -1 && ulid_valid(text);
}

static bool
is_zone(const jv *zone)
{
	char text[SCENE_ZONE_MAX + 1];

	return msg_str(zone, "", text, sizeof(text)) != -1 &&
	       scene_zone_valid(text);
}

static bool
is_instruction(const jv *instruction)
{
	char text[SCENE_INSTRUCTION_MAX * 4 + 1];

	return msg_str(instruction, "", text, sizeof(text)) != -1 &&
	       utf8_length(text) <= SCENE_INSTRUCTION_MAX &&
	       strspn(text, " \t\r\n") != strlen(text);
}

static bool
is_time(const jv *time)
{
	int64_t ms;

	return msg_i64(time, "", &ms) == 0 && ms >= 0;
}

static bool
is_fade(const jv *fade_s)
{
	double s;

	return msg_num(fade_s, "", 0, FADE_S_MAX, &s) == 0;
}

static bool
is_array(const jv *value)
{
	return jv_get_kind(*value) == JV_KIND_ARRAY;
}

static bool
is_object(const jv *value)
{
	return jv_get_kind(*value) == JV_KIND_OBJECT;
}

static bool
is_boolean(const jv *value)
{
	return jv_get_kind(*value) == JV_KIND_TRUE ||
	       jv_get_kind(*value) == JV_KIND_FALSE;
}

static bool
is_share(const jv *value)
{
	double share;

	return msg_num(value, "", 0, 1, &share) == 0;
}

static bool
is_target(const jv *target)
{
	return msg_is(target, "", "matrix") || msg_is(target, "", "strip") ||
	       msg_is(target, "", "both");
}

/* What a member must be when it is there. */
static const struct {
	const char *path;
	bool (*is)(const jv *value);
	const char *must;
} members[] = {
    {"id", is_id, "'id' must be a ULID, 26 characters"},
    {"zone", is_zone, "'zone' must be " SCENE_ZONE_WANT},
    {"instruction", is_instruction,
	"'instruction' must be text of 1 to 2000 characters"},
    {"accepted_at_ms", is_time,
	"'accepted_at_ms' must be milliseconds since 1970"},
    {"fade_s", is_fade, "'fade_s' must be a number, 0 to 3600"},
    {"errors", is_array, "'errors' must be an array"},
    {"plan", is_object, "'plan' must be an object"},
    {"plan.target", is_target,
	"'plan' must have a target: matrix, strip or both"},
    {"plan.power", is_object, "'plan.power' must be an object"},
    {"plan.power.matrix", is_boolean, "'plan.power.matrix' must be a boolean"},
    {"plan.power.strip", is_boolean, "'plan.power.strip' must be a boolean"},
    {"plan.brightness", is_object, "'plan.brightness' must be an object"},
    {"plan.brightness.matrix", is_share,
	"'plan.brightness.matrix' must be a number from 0 to 1"},
    {"image", is_object, "'image' must be an object"},
    {"matrix", is_object, "'matrix' must be an object"},
    {"strip", is_object, "'strip' must be an object"},
    {"timings", is_object, "'timings' must be an object"},
};

int
scene_check_member(const jv *scene, const char *path, char why[WHY_MAX])
{
	jv value = msg_or_null(scene, path);
	size_t i = 0;
	bool ok;

	while (strcmp(members[i].path, path) != 0)
		i++;
	ok = members[i].is(&value);
	jv_free(value);
	return ok ? 0 : why_set(why, "%s", members[i].must);
}

static jv
fill(jv scene)
{
	int64_t now = clock_ms();
	char id[ULID_LEN + 1];

	if (!msg_has(&scene, "id")) {
		ulid_make(now, id);
		scene = msg_set(scene, "id", jv_string(id));
	}
	if (!msg_has(&scene, "zone"))
		scene = msg_set(scene, "zone", jv_string("main"));
	if (!msg_has(&scene, "accepted_at_ms"))
		scene = msg_set(scene, "accepted_at_ms", jv_number(now));
	return scene;
}

jv
scene_check(jv scene)
{
	char why[WHY_MAX];
	size_t i;

	for (i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		if (msg_has(&scene, members[i].path) &&
		    scene_check_member(&scene, members[i].path, why) == -1) {
			jv_free(scene);
			return msg_bad("%s", why);
		}
	}
	return fill(scene);
}

void
scene_id(const jv *scene, char id[ULID_LEN + 1])
{
	msg_str(scene, "id", id, ULID_LEN + 1);
}

void
scene_zone(const jv *scene, char zone[SCENE_ZONE_MAX + 1])
{
	msg_str(scene, "zone", zone, SCENE_ZONE_MAX + 1);
}

bool
scene_wants(const jv *scene, const char *part)
{
	return !msg_has(scene, "plan.target") ||
	       msg_is(scene, "plan.target", "both") ||
	       msg_is(scene, "plan.target", part);
}

bool
scene_switches(const jv *scene)
{
	return msg_has(scene, "plan.power") ||
	       msg_has(scene, "plan.brightness");
}

bool
scene_makes(const jv *scene, const char *part)
{
	jv plan = msg_get(scene, "plan");
	bool planned = msg_has(&plan, part);

	jv_free(plan);
	return scene_wants(scene, part) && (planned || !scene_switches(scene));
}

jv
scene_fail(jv scene, const char *stage, enum fault fault, const char *fmt, ...)
{
	jv errors = msg_get_kind(&scene, "errors", JV_KIND_ARRAY);
	char text[WHY_MAX];
	va_list ap;
	jv error;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	error = msg_obj("stage", jv_string(stage), "code",
	    jv_string(fault_code(fault)), "retry", jv_bool(fault_retry(fault)),
	    "message", jv_string(text), NULL);
	if (!jv_is_valid(errors))
		errors = jv_array();
	return msg_set(scene, "errors", jv_array_append(errors, error));
}

bool
scene_failed(const jv *scene, const char *stage)
{
	jv errors = msg_get_kind(scene, "errors", JV_KIND_ARRAY);
	bool found = false;
	int i;
	jv e;

	for (i = 0; i < msg_len(&errors) && !found; i++) {
		e = msg_at(&errors, i);
		found = msg_is(&e, "stage", stage);
		jv_free(e);
	}
	jv_free(errors);
	return found;
}
