#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "batch.h"
#include "event.h"
#include "json/msg.h"
#include "light/matrix.h"
#include "light/strip.h"
#include "publish.h"
#include "spool/layout.h"
#include "spool/lock.h"
#include "spool/spool.h"
#include "state.h"
#include "zone.h"

/* Report in the scene what was put, and what a newer one had set. */
static jv
report(jv scene, int set, int newer, int64_t now_ms)
{
	if (newer != 0)
		scene = scene_fail(scene, "publish", FAULT_SUPERSEDED,
		    "a newer instruction has set the %s",
		    newer == STATE_BOTH	    ? "matrix and the strip"
		    : newer == STATE_MATRIX ? "matrix"
					    : "strip");
	return msg_set(scene, "published",
	    msg_obj("matrix", jv_bool(set & STATE_MATRIX), "strip",
		jv_bool(set & STATE_STRIP), "updated_at_ms",
		jv_number((double)now_ms), NULL));
}

/* An instruction ends once, and not when a newer one has set all of it. */
static bool
ends(const jv *scene, const jv *state, int set, int newer)
{
	char id[ULID_LEN + 1];

	scene_id(scene, id);
	return event_due(scene) && (set != 0 || newer == 0) &&
	       !msg_is(state, "announced", id);
}

/* Merge scene into state and write what changed.  Consumes state. */
static int
merge(const char *zone, jv state, jv *scene)
{
	int64_t now_ms = clock_ms();
	struct batch b = {.n = 0};
	int newer;
	int set;

	state = state_merge(state, scene, now_ms, &set, &newer);
	*scene = report(*scene, set, newer, now_ms);
	if ((set & STATE_STRIP) != 0)
		batch_add_event(&b, event_strip(&state));
	if ((set & STATE_MATRIX) != 0)
		batch_add_event(&b, event_matrix(&state));
	if (ends(scene, &state, set, newer)) {
		set |= STATE_RECORD;
		batch_add_event(&b, event_generate(scene));
		state = msg_set(state, "announced", msg_get(scene, "id"));
	}
	if ((set & STATE_BOTH) != 0)
		zone_add_history(&b, zone, &state);
	zone_add_state(&b, zone, &state, set);
	jv_free(state);
	return batch_write(&b);
}

/* Returns 0, or -1 and why. */
static int
check(const jv *scene, char why[WHY_MAX])
{
	static struct matrix m;
	struct strip strip;

	if (msg_has(scene, "matrix") && scene_wants(scene, "matrix") &&
	    matrix_parse(scene, "matrix", &m, why) == -1)
		return -1;
	if (msg_has(scene, "strip") && scene_wants(scene, "strip") &&
	    strip_parse(scene, "strip.command", &strip, why) == -1)
		return -1;
	return 0;
}

jv
publish_scene(jv scene, enum fault *fault, void *ctx)
{
	char zone[SCENE_ZONE_MAX + 1];
	char why[WHY_MAX];
	int lock;

	(void)ctx;
	if (check(&scene, why) == -1) {
		*fault = FAULT_INPUT;
		return scene_fail(scene, "publish", *fault, "%s", why);
	}
	scene_zone(&scene, zone);
	lock = spool_lock(SPOOL_LOCK_STATE);
	if (lock == -1 || zone_ensure(zone) == -1 ||
	    merge(zone, zone_load(zone), &scene) == -1) {
		*fault = FAULT_STORAGE;
		scene = scene_fail(msg_del(scene, "published"), "publish",
		    *fault, "cannot write the state: %s", strerror(errno));
	}
	if (lock != -1)
		close(lock);
	return scene;
}

int
publish_init(const char *zone)
{
	int lock = spool_lock(SPOOL_LOCK_STATE);
	int rc;

	if (lock == -1)
		return -1;
	rc = zone_ensure(zone);
	close(lock);
	return rc;
}

/* Publish an earlier state again, as a new one.  Consumes past. */
static int
restore(const char *zone, jv past)
{
	int64_t now_ms = clock_ms();
	struct batch b = {.n = 0};
	char id[ULID_LEN + 1];

	ulid_make(now_ms, id);
	past = state_restore(past, id, now_ms);
	batch_add_event(&b, event_strip(&past));
	batch_add_event(&b, event_matrix(&past));
	zone_add_state(&b, zone, &past, STATE_BOTH);
	jv_free(past);
	return batch_write(&b);
}

/* names are the n states of the history, the newest last. */
static int
undo(const char *zone, char **names, int n)
{
	char name[SPOOL_NAME_MAX];
	jv past;

	if (n < 2)
		return 1;
	past = spool_json(layout_past(name, zone, names[n - 2]));
	if (!jv_is_valid(past)) {
		jv_free(past);
		errno = EIO;
		return -1;
	}
	if (restore(zone, past) == -1)
		return -1;
	return spool_remove(layout_past(name, zone, names[n - 1]));
}

int
publish_undo(const char *zone)
{
	int lock = spool_lock(SPOOL_LOCK_STATE);
	char name[SPOOL_NAME_MAX];
	char **names;
	int rc = -1;
	int n;

	if (lock == -1)
		return -1;
	n = spool_list(layout_state(name, zone, SPOOL_HISTORY), &names);
	if (n == -1 && errno == ENOENT)
		rc = 1;
	if (n != -1) {
		rc = undo(zone, names, n);
		spool_list_free(names, n);
	}
	close(lock);
	return rc;
}
