#include <stdbool.h>

#include "base/clock.h"
#include "event.h"
#include "group.h"
#include "json/msg.h"
#include "light/strip.h"
#include "scene/scene.h"
#include "scene_verb.h"
#include "spool/store.h"
#include "state.h"

/* Report in the scene what is shown, and what a newer one had set. */
static jv
report(jv scene, struct state_change change, int64_t now_ms)
{
	int shown = change.set | change.same;

	if (change.newer != 0)
		scene = scene_fail(scene, "publish", FAULT_SUPERSEDED,
		    "a newer instruction has set the %s",
		    change.newer == STATE_BOTH	   ? "matrix and the strip"
		    : change.newer == STATE_MATRIX ? "matrix"
						   : "strip");
	return msg_set(scene, "published",
	    msg_obj("matrix", jv_bool(shown & STATE_MATRIX), "strip",
		jv_bool(shown & STATE_STRIP), "updated_at_ms",
		jv_number((double)now_ms), NULL));
}

/* An instruction ends once, and not when a newer one has set all of it. */
static bool
ends(const jv *scene, const struct zone_state *s, struct state_change change)
{
	char id[ULID_LEN + 1];

	scene_id(scene, id);
	return event_due(scene) && (change.set != 0 || change.newer == 0) &&
	       !state_noted(s, STATE_ANNOUNCED, id);
}

static void
send(const char *zone, void (*make)(const struct zone_state *, struct text *),
    const struct zone_state *s)
{
	struct text t = {.len = 0};

	make(s, &t);
	group_event(zone, &t);
	text_free(&t);
}

static void
announce(const char *zone, struct zone_state *s, const jv *scene,
    const struct matrix *m)
{
	struct text t = {.len = 0};
	char id[ULID_LEN + 1];

	event_generate(scene, m, &t);
	group_event(zone, &t);
	text_free(&t);
	scene_id(scene, id);
	state_note(s, STATE_ANNOUNCED, id);
}

/* Merge scene, whose matrix is m or NULL, into the zone.  0, or -1. */
static int
merge(const char *zone, jv *scene, const struct matrix *m)
{
	int64_t now_ms = clock_ms();
	struct zone_state *s = group_zone(zone);
	struct state_change change;
	bool end;

	if (s == NULL)
		return -1;
	change = state_merge(s, scene, m, now_ms);
	*scene = report(*scene, change, now_ms);
	if ((change.set & STATE_STRIP) != 0)
		send(zone, event_strip, s);
	if ((change.set & STATE_MATRIX) != 0)
		send(zone, event_matrix, s);
	end = ends(scene, s, change);
	if (end)
		announce(zone, s, scene, m);
	if (change.set == 0 && !end)
		return 0;
	return group_save(
	    zone, change.set | (end ? STATE_RECORD : 0), change.set != 0);
}

/* Parse what it has for the lights.  Returns 0, or -1 and why. */
static int
check(const jv *scene, struct matrix *m, bool *has_matrix, char why[WHY_MAX])
{
	struct strip strip;

	*has_matrix = msg_has(scene, "matrix") && scene_wants(scene, "matrix");
	if (*has_matrix && matrix_parse(scene, "matrix", m, why) == -1)
		return -1;
	if (msg_has(scene, "strip") && scene_wants(scene, "strip") &&
	    strip_parse(scene, "strip.command", &strip, why) == -1)
		return -1;
	return 0;
}

/* Returns the fault. */
static enum fault
publish(jv *scene, struct matrix *m, bool *has_matrix)
{
	char zone[SCENE_ZONE_MAX + 1];
	char why[WHY_MAX];

	if (check(scene, m, has_matrix, why) == -1) {
		*has_matrix = false;
		*scene = scene_fail(*scene, "publish", FAULT_INPUT, "%s", why);
		return FAULT_INPUT;
	}
	scene_zone(scene, zone);
	if (merge(zone, scene, *has_matrix ? m : NULL) == 0)
		return FAULT_NONE;
	*scene = scene_fail(msg_del(*scene, "published"), "publish",
	    FAULT_STORAGE, "%s", store_why());
	return FAULT_STORAGE;
}

void
scene_verb(jv scene, struct answer *answer)
{
	static struct matrix m;
	char why[WHY_MAX];
	bool has_matrix;

	scene = scene_check(scene);
	if (!jv_is_valid(scene)) {
		answer_refuse(answer, fault_exit(FAULT_INPUT), "bad scene: %s",
		    msg_error(scene, why, sizeof(why)));
		return;
	}
	answer->status = fault_exit(publish(&scene, &m, &has_matrix));
	answer_scene(answer, scene, has_matrix ? &m : NULL);
}
