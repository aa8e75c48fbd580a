#include <string.h>

#include "json/msg.h"
#include "scene/scene.h"
#include "state.h"

#define NO_ID "00000000000000000000000000"

enum { NOTES = 8 };

void
state_new(const char *zone, int width, int height, int led_count,
    int64_t now_ms, struct zone_state *s)
{
	static const uint8_t blue[] = {0, 170, 255};
	jv color = msg_obj("rgb", msg_rgb(blue), NULL);
	jv command = msg_obj("mode", jv_string("static"), "colors",
	    JV_ARRAY(color), "brightness", jv_number(1), "speed", jv_number(4),
	    "led_count", jv_number(led_count), NULL);

	s->matrix = (struct matrix){.width = width, .height = height};
	s->doc = msg_obj("zone", jv_string(zone), "strip",
	    msg_obj("command", command, NULL), NULL);
	state_restore(s, NO_ID, now_ms);
}

void
state_restore(struct zone_state *s, const char *id, int64_t now_ms)
{
	static const char *const ids[] = {"id", "matrix.id", "strip.id"};
	static const char *const times[] = {
	    "matrix.updated_at_ms", "strip.updated_at_ms"};
	size_t i;

	for (i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
		s->doc = msg_set(s->doc, ids[i], jv_string(id));
	for (i = 0; i < sizeof(times) / sizeof(times[0]); i++)
		s->doc = msg_set(s->doc, times[i], jv_number((double)now_ms));
}

void
state_note(struct zone_state *s, const char *list, const char *id)
{
	jv ids = msg_get_kind(&s->doc, list, JV_KIND_ARRAY);
	int n;

	if (!jv_is_valid(ids)) {
		jv_free(ids);
		ids = jv_array();
	}
	ids = jv_array_append(ids, jv_string(id));
	n = msg_len(&ids);
	if (n > NOTES)
		ids = jv_array_slice(ids, n - NOTES, n);
	s->doc = msg_set(s->doc, list, ids);
}

bool
state_noted(const struct zone_state *s, const char *list, const char *id)
{
	jv ids = msg_get(&s->doc, list);
	bool found = false;
	jv one;
	int i;

	for (i = 0; i < msg_len(&ids) && !found; i++) {
		one = msg_at(&ids, i);
		found = msg_is(&one, "", id);
		jv_free(one);
	}
	jv_free(ids);
	return found;
}

void
state_keep_notes(struct zone_state *s, const jv *doc)
{
	s->doc = msg_copy_member(s->doc, doc, STATE_ANNOUNCED);
	s->doc = msg_copy_member(s->doc, doc, STATE_UNDONE);
}

/* < 0 when the id at path in doc is newer, 0 when it is the same. */
static int
compare(const jv *doc, const char *path, const char *id, int64_t now_ms)
{
	char have[ULID_LEN + 1];

	if (msg_str(doc, path, have, sizeof(have)) == -1 || !ulid_valid(have))
		return 1;
	if (strcmp(id, have) == 0)
		return 0;
	return ulid_supersedes(have, id, now_ms) ? -1 : 1;
}

enum { KEEPS = 2 };

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
	{{"plan.matrix", "plan"}, {"image", "image"}}},
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

struct state_change
state_merge(struct zone_state *s, const jv *scene, const struct matrix *matrix,
    int64_t now_ms)
{
	struct state_change change = {0};
	const struct part *p;
	char id[ULID_LEN + 1];
	int order;

	scene_id(scene, id);
	for (p = parts; p < parts + PARTS; p++) {
		if (!scene_wants(scene, p->name) || !msg_has(scene, p->name))
			continue;
		order = compare(&s->doc, p->id, id, now_ms);
		*(order < 0	? &change.newer
		    : order > 0 ? &change.set
				: &change.same) |= p->bit;
		if (order > 0)
			s->doc = msg_set(
			    s->doc, p->name, make_part(p, scene, id, now_ms));
	}
	if ((change.set & STATE_MATRIX) != 0)
		s->matrix = *matrix;
	if (change.set != 0 && compare(&s->doc, "id", id, now_ms) > 0)
		s->doc = put_scene(s->doc, scene, id);
	return change;
}
