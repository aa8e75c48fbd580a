#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "scene/scene.h"
#include "json/msg.h"

bool
scene_zone_valid(const char *zone)
{
	static const char ok[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
	size_t n = strspn(zone, ok);

	return n >= 1 && n <= SCENE_ZONE_MAX && zone[n] == '\0';
}

/* What is wrong with a member that is there; NULL when nothing is. */
static const char *
wrong_id(const jv *scene)
{
	char id[ULID_LEN + 1];

	if (msg_str(scene, "id", id, sizeof(id)) == -1 || !ulid_valid(id))
		return "must be a ULID, 26 characters";
	return NULL;
}

static const char *
wrong_zone(const jv *scene)
{
	char zone[SCENE_ZONE_MAX + 1];

	if (msg_str(scene, "zone", zone, sizeof(zone)) == -1 ||
	    !scene_zone_valid(zone))
		return "must be 1 to 64 of a-z, 0-9, _ and -";
	return NULL;
}

static const char *
wrong_instruction(const jv *scene)
{
	char text[SCENE_INSTRUCTION_MAX * 4 + 1];

	if (msg_str(scene, "instruction", text, sizeof(text)) == -1 ||
	    utf8_length(text) > SCENE_INSTRUCTION_MAX ||
	    strspn(text, " \t\r\n") == strlen(text))
		return "must be text of 1 to 2000 characters";
	return NULL;
}

static const char *
wrong_time(const jv *scene)
{
	int64_t ms;

	if (msg_i64(scene, "accepted_at_ms", &ms) == -1 || ms < 0)
		return "must be milliseconds since 1970";
	return NULL;
}

static const char *
wrong_errors(const jv *scene)
{
	jv errors = msg_get(scene, "errors");
	int n = msg_len(&errors);

	jv_free(errors);
	return n == -1 ? "must be an array" : NULL;
}

static const char *
wrong_object(const jv *scene, const char *key)
{
	jv v = msg_get_kind(scene, key, JV_KIND_OBJECT);
	bool ok = jv_is_valid(v);

	jv_free(v);
	return ok ? NULL : "must be an object";
}

static const char *
wrong_plan(const jv *scene)
{
	if (wrong_object(scene, "plan") != NULL)
		return "must be an object";
	if (msg_has(scene, "plan.target") &&
	    !msg_is(scene, "plan.target", "matrix") &&
	    !msg_is(scene, "plan.target", "strip") &&
	    !msg_is(scene, "plan.target", "both"))
		return "must have a target: matrix, strip or both";
	return NULL;
}

static const char *
wrong_image(const jv *scene)
{
	return wrong_object(scene, "image");
}

static const char *
wrong_matrix(const jv *scene)
{
	return wrong_object(scene, "matrix");
}

static const char *
wrong_strip(const jv *scene)
{
	return wrong_object(scene, "strip");
}

static const char *
wrong_timings(const jv *scene)
{
	return wrong_object(scene, "timings");
}

static const struct {
	const char *key;
	const char *(*wrong)(const jv *scene);
} members[] = {
    {"id", wrong_id},
    {"zone", wrong_zone},
    {"instruction", wrong_instruction},
    {"accepted_at_ms", wrong_time},
    {"errors", wrong_errors},
    {"plan", wrong_plan},
    {"image", wrong_image},
    {"matrix", wrong_matrix},
    {"strip", wrong_strip},
    {"timings", wrong_timings},
};

int
scene_check_member(const jv *scene, const char *key, char why[WHY_MAX])
{
	const char *wrong;
	size_t i = 0;

	while (strcmp(members[i].key, key) != 0)
		i++;
	wrong = members[i].wrong(scene);
	return wrong == NULL ? 0 : why_set(why, "'%s' %s", key, wrong);
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
		if (msg_has(&scene, members[i].key) &&
		    scene_check_member(&scene, members[i].key, why) == -1) {
			jv_free(scene);
			return msg_bad("%s", why);
		}
	}
	return fill(scene);
}

jv
scene_from_text(const char *line)
{
	return scene_check(msg_obj("instruction", jv_string(line), NULL));
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

jv
scene_fail(jv scene, const char *stage, enum fault fault, const char *fmt, ...)
{
	jv errors = msg_get_kind(&scene, "errors", JV_KIND_ARRAY);
	char text[512];
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
