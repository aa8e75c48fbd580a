#include <string.h>

#include "control.h"
#include "json/msg.h"
#include "light/fade.h"
#include "scene/scene.h"
#include "state.h"

#define NO_ID "00000000000000000000000000"

enum { NOTES = 8, ONE_ENTRY_MS = 5000 };

static void
set_ids(struct zone_state *s, const char *id, int64_t now_ms)
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

static const char *
target(int parts)
{
	return (parts & STATE_BOTH) == STATE_BOTH ? "both"
	       : (parts & STATE_MATRIX) != 0	  ? "matrix"
						  : "strip";
}

/* Not a sentence, nor an upload. */
static bool
is_command(const char *what)
{
	return strcmp(what, "command") == 0 ||
	       strcmp(what, CONTROL_POWER) == 0 ||
	       strcmp(what, CONTROL_BRIGHTNESS) == 0;
}

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
	set_ids(s, NO_ID, now_ms);
}

int
state_restore(struct zone_state *s, struct zone_state *old, const char *id,
    int64_t now_ms)
{
	jv wanted = jv_copy(old->doc);
	int others;

	old->doc = fade_drop_all(old->doc);
	state_keep_notes(old, &s->doc);
	old->doc = msg_copy_member(old->doc, &s->doc, CONTROL_POWER);
	old->doc = msg_copy_member(old->doc, &s->doc, CONTROL_BRIGHTNESS);
	row_free(s);
	*s = *old;
	set_ids(s, id, now_ms);
	others = control_restore(s, &wanted, id, now_ms);
	jv_free(wanted);
	return others;
}

enum zones_past
state_changed(struct zone_state *s, const char *what, int parts, int64_t now_ms)
{
	bool again = msg_is(&s->doc, "change.what", what) &&
		     msg_is(&s->doc, "change.target", target(parts)) &&
		     is_command(what);
	int64_t at_ms = 0;

	msg_i64(&s->doc, "change.at_ms", &at_ms);
	again = again && now_ms >= at_ms && now_ms - at_ms < ONE_ENTRY_MS;
	s->doc = msg_set(s->doc, "change",
	    msg_obj("what", jv_string(what), "target", jv_string(target(parts)),
		"at_ms", jv_number((double)now_ms), NULL));
	return again ? PAST_REPLACE : PAST_ADD;
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

/* What a sentence says of them; what it sets is also turned on. */
static void
set_controls(struct zone_state *s, const jv *scene, const char *id,
    int64_t now_ms, struct state_change *change)
{
	jv power = msg_get(scene, "plan.power");
	jv brightness = msg_get(scene, "plan.brightness");

	change->power =
	    control_set(s, CONTROL_POWER, &power, id, now_ms, change);
	if (msg_has(scene, "instruction"))
		change->power |= control_turn_on(s, change->set, id, now_ms);
	change->brightness =
	    control_set(s, CONTROL_BRIGHTNESS, &brightness, id, now_ms, change);
	jv_free(power);
	jv_free(brightness);
}

int
state_did(struct state_change change)
{
	return change.set | change.power | change.brightness;
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
		order = order_compare(&s->doc, p->id, id, now_ms);
		*(order < 0	? &change.newer
		    : order > 0 ? &change.set
				: &change.same) |= p->bit;
		if (order > 0)
			s->doc = msg_set(
			    s->doc, p->name, make_part(p, scene, id, now_ms));
	}
	if ((change.set & STATE_MATRIX) != 0)
		s->matrix = *matrix;
	set_controls(s, scene, id, now_ms, &change);
	if (state_did(change) != 0 &&
	    order_compare(&s->doc, "id", id, now_ms) > 0)
		s->doc = put_scene(s->doc, scene, id);
	return change;
}
