#include <string.h>

#include "json/msg.h"
#include "light/matrix.h"
#include "scene/scene.h"
#include "state.h"

enum { SKEW_MS = 3600 * 1000 }; /* how far a clock may be ahead */

#define NO_ID "00000000000000000000000000"

jv
state_new(
    const char *zone, int width, int height, int led_count, int64_t now_ms)
{
	static const uint8_t blue[] = {0, 170, 255};
	struct matrix black = {.width = width, .height = height};
	jv color = msg_obj("rgb", msg_rgb(blue), NULL);
	jv command = msg_obj("mode", jv_string("static"), "colors",
	    JV_ARRAY(color), "brightness", jv_number(1), "speed", jv_number(4),
	    "led_count", jv_number(led_count), NULL);
	jv state = msg_obj("zone", jv_string(zone), "id", jv_string(NO_ID),
	    "matrix", matrix_json(&black), "strip",
	    msg_obj("command", command, NULL), NULL);

	return state_restore(state, NO_ID, now_ms);
}

jv
state_restore(jv past, const char *id, int64_t now_ms)
{
	static const char *const ids[] = {"id", "matrix.id", "strip.id"};
	static const char *const times[] = {
	    "matrix.updated_at_ms", "strip.updated_at_ms"};
	size_t i;

	for (i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
		past = msg_set(past, ids[i], jv_string(id));
	for (i = 0; i < sizeof(times) / sizeof(times[0]); i++)
		past = msg_set(past, times[i], jv_number((double)now_ms));
	return past;
}

/* > 0 when id is newer than the one at path in state, 0 when it is the same. */
static int
compare(const jv *state, const char *path, const char *id, int64_t now_ms)
{
	char have[ULID_LEN + 1];

	if (msg_str(state, path, have, sizeof(have)) == -1 ||
	    !ulid_valid(have) || ulid_ms(have) > now_ms + SKEW_MS)
		return 1;
	return strcmp(id, have);
}

enum { KEEPS = 5 };

/* A member of the scene that a part keeps, and its name there. */
struct keep {
	const char *from;
	const char *to;
};

static const struct part {
	const char *name;
	const char *id;
	int bit;
	struct keep keeps[KEEPS];
} parts[] = {
    {"matrix", "matrix.id", STATE_MATRIX,
	{{"matrix.width", "width"}, {"matrix.height", "height"},
	    {"matrix.pixels", "pixels"}, {"plan.matrix", "plan"},
	    {"image", "image"}}},
    {"strip", "strip.id", STATE_STRIP,
	{{"strip.command", "command"}, {"plan.strip", "plan"}}},
};
enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

static jv
make_part(
    const struct part *part, const jv *scene, const char *id, int64_t now_ms)
{
	jv made = msg_obj("id", jv_string(id), "updated_at_ms",
	    jv_number((double)now_ms), NULL);
	const struct keep *k;

	for (k = part->keeps; k < part->keeps + KEEPS && k->from != NULL; k++)
		made = msg_set(made, k->to, msg_get(scene, k->from));
	return made;
}

/* Copy a member of the scene, or remove it when the scene has none. */
static jv
copy_or_del(jv state, const char *key, const jv *scene, const char *path)
{
	return msg_set(msg_del(state, key), key, msg_get(scene, path));
}

static jv
put_scene(jv state, const jv *scene, const char *id)
{
	state = msg_set(state, "id", jv_string(id));
	state = copy_or_del(state, "instruction", scene, "instruction");
	state = copy_or_del(state, "description", scene, "description");
	return copy_or_del(
	    state, "speakable_reason", scene, "plan.speakable_reason");
}

jv
state_merge(jv state, const jv *scene, int64_t now_ms, int *set, int *newer)
{
	const struct part *p;
	char id[ULID_LEN + 1];
	int order;

	*set = 0;
	*newer = 0;
	scene_id(scene, id);
	for (p = parts; p < parts + PARTS; p++) {
		if (!scene_wants(scene, p->name) || !msg_has(scene, p->name))
			continue;
		order = compare(&state, p->id, id, now_ms);
		if (order < 0)
			*newer |= p->bit;
		if (order <= 0)
			continue;
		*set |= p->bit;
		state =
		    msg_set(state, p->name, make_part(p, scene, id, now_ms));
	}
	if (*set != 0 && compare(&state, "id", id, now_ms) > 0)
		state = put_scene(state, scene, id);
	return state;
}

jv
state_matrix(const jv *scene)
{
	if (!msg_has(scene, "matrix.pixels"))
		return jv_null();
	return msg_obj("width", msg_get(scene, "matrix.width"), "height",
	    msg_get(scene, "matrix.height"), "pixels",
	    msg_get(scene, "matrix.pixels"), NULL);
}
