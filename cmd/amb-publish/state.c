#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "light/matrix.h"
#include "scene/scene.h"
#include "state.h"
#include "json/msg.h"

enum { SKEW_MS = 3600 * 1000 };

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

	for (i = 0; i < 3; i++)
		past = msg_set(past, ids[i], jv_string(id));
	for (i = 0; i < 2; i++)
		past = msg_set(past, times[i], jv_number((double)now_ms));
	return past;
}

/* > 0 when id is newer than the one at path in state, 0 when it is that. */
static int
compare(const jv *state, const char *path, const char *id, int64_t now_ms)
{
	char have[ULID_LEN + 1];

	if (msg_str(state, path, have, sizeof(have)) == -1 ||
	    !ulid_valid(have) || ulid_ms(have) > now_ms + SKEW_MS)
		return 1;
	return strcmp(id, have);
}

/* The members that a part keeps of the scene: from -> its name in the part. */
struct keep {
	const char *from;
	const char *to;
};

static const struct part {
	const char *name;
	const char *id;
	int bit;
	struct keep keeps[5];
} parts_table[] = {
    {"matrix", "matrix.id", STATE_MATRIX,
	{{"matrix.width", "width"}, {"matrix.height", "height"},
	    {"matrix.pixels", "pixels"}, {"plan.matrix", "plan"},
	    {"image", "image"}}},
    {"strip", "strip.id", STATE_STRIP,
	{{"strip.command", "command"}, {"plan.strip", "plan"}, {NULL, NULL},
	    {NULL, NULL}, {NULL, NULL}}},
};

static jv
make_part(
    const struct part *part, const jv *scene, const char *id, int64_t now_ms)
{
	jv made = msg_obj("id", jv_string(id), "updated_at_ms",
	    jv_number((double)now_ms), NULL);
	size_t i;
	jv v;

	for (i = 0; i < 5 && part->keeps[i].from != NULL; i++) {
		v = msg_get(scene, part->keeps[i].from);
		if (jv_is_valid(v))
			made = msg_set(made, part->keeps[i].to, v);
		else
			jv_free(v);
	}
	return made;
}

static jv
put_scene(jv state, const jv *scene, const char *id)
{
	static const char *const texts[] = {"instruction", "description"};
	jv say = msg_get(scene, "plan.speakable_reason");
	size_t i;

	for (i = 0; i < 2; i++) {
		state = msg_del(state, texts[i]);
		state = msg_copy_member(state, scene, texts[i]);
	}
	state = msg_set(state, "id", jv_string(id));
	if (jv_is_valid(say))
		return msg_set(state, "speakable_reason", say);
	jv_free(say);
	return msg_del(state, "speakable_reason");
}

jv
state_merge(jv state, const jv *scene, int64_t now_ms, int *parts, int *old)
{
	char id[ULID_LEN + 1];
	size_t i;
	int newer;

	*parts = 0;
	*old = 0;
	scene_id(scene, id);
	for (i = 0; i < 2; i++) {
		const struct part *p = &parts_table[i];

		if (!scene_wants(scene, p->name) || !msg_has(scene, p->name))
			continue;
		newer = compare(&state, p->id, id, now_ms);
		if (newer < 0)
			*old |= p->bit;
		if (newer <= 0)
			continue;
		*parts |= p->bit;
		state =
		    msg_set(state, p->name, make_part(p, scene, id, now_ms));
	}
	if (*parts != 0 && compare(&state, "id", id, now_ms) > 0)
		state = put_scene(state, scene, id);
	return state;
}

static char *
raw(const jv *state, size_t *len)
{
	static struct matrix m;
	char *bytes;

	if (matrix_parse(state, "matrix", &m, NULL) == -1)
		memset(&m, 0, sizeof(m));
	*len = matrix_bytes(&m);
	bytes = malloc(*len + 1);
	if (bytes == NULL)
		die_errno(EX_OSERR, "cannot write the matrix");
	memcpy(bytes, m.rgb, *len);
	return bytes;
}

static jv
matrix_of(const jv *state)
{
	jv matrix = msg_get(state, "matrix");
	jv out = jv_object();

	out = msg_copy_member(out, &matrix, "width");
	out = msg_copy_member(out, &matrix, "height");
	out = msg_copy_member(out, &matrix, "pixels");
	jv_free(matrix);
	return out;
}

static char *
matrix_json_file(const jv *state, size_t *len)
{
	return msg_text(matrix_of(state), len);
}

/* {"raw":[768 integers],"json":{...}}, as gateways know it. */
static char *
led_data(const jv *state, size_t *len)
{
	size_t n;
	char *bytes = raw(state, &n);
	jv list = jv_array_sized((int)n);
	size_t i;

	for (i = 0; i < n; i++)
		list = jv_array_append(list, jv_number((uint8_t)bytes[i]));
	free(bytes);
	return msg_text(
	    msg_obj("raw", list, "json", matrix_of(state), NULL), len);
}

/* The colours alone, [[r,g,b],...]. */
static jv
palette(const jv *state)
{
	jv colors = msg_get(state, "strip.command.colors");
	jv list = jv_array();
	jv color;
	int i;

	for (i = 0; i < msg_len(&colors); i++) {
		color = msg_at(&colors, i);
		list = jv_array_append(list, msg_get(&color, "rgb"));
		jv_free(color);
	}
	jv_free(colors);
	return list;
}

static char *
strip_data(const jv *state, size_t *len)
{
	return msg_text(palette(state), len);
}

static char *
flat_command(const jv *state, size_t *len)
{
	jv command = msg_get(state, "strip.command");

	return msg_text(msg_set(command, "updated_at_ms",
			    msg_get(state, "strip.updated_at_ms")),
	    len);
}

static char *
strip_command(const jv *state, size_t *len)
{
	return msg_text(
	    msg_obj("command", msg_get(state, "strip.command"), "updated_at_ms",
		msg_get(state, "strip.updated_at_ms"), NULL),
	    len);
}

static char *
app_state(const jv *state, size_t *len)
{
	return msg_text(msg_obj("matrix", matrix_of(state), "strip",
			    msg_obj("colors", palette(state), "command",
				msg_get(state, "strip.command"), NULL),
			    NULL),
	    len);
}

static char *
whole(const jv *state, size_t *len)
{
	return msg_text(jv_copy(*state), len);
}

/* scene.json is last: it says what is done, the others are made from it. */
const struct projection projections[] = {
    {"matrix.raw", STATE_MATRIX, raw},
    {"matrix.json", STATE_MATRIX, matrix_json_file},
    {"latest_led_data.json", STATE_MATRIX, led_data},
    {"latest_strip_data.json", STATE_STRIP, strip_data},
    {"latest_strip_command.json", STATE_STRIP, flat_command},
    {"strip_command.json", STATE_STRIP, strip_command},
    {"app_state.json", STATE_BOTH, app_state},
    {"scene.json", STATE_BOTH | STATE_RECORD, whole},
};
const size_t projections_len = sizeof(projections) / sizeof(projections[0]);
