#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "batch.h"
#include "conf/conf.h"
#include "light/matrix.h"
#include "light/strip.h"
#include "news.h"
#include "publish.h"
#include "spool/spool.h"
#include "state.h"
#include "json/msg.h"

/* Add the files of those parts of state; scene.json is the last of them. */
static void
add_state(struct batch *b, const char *zone, const jv *state, int parts)
{
	const struct projection *p;
	size_t len;
	char *data;

	for (p = projections; p < projections + projections_len; p++) {
		if ((p->parts & parts) == 0)
			continue;
		spool_name(batch_name(b), "state/%s/%s", zone, p->name);
		data = p->make(state, &len);
		batch_add(b, data, len);
	}
}

static void
add_history(struct batch *b, const char *zone, const jv *state)
{
	char id[ULID_LEN + 1];

	scene_id(state, id);
	spool_name(batch_name(b), "state/%s/history/%s.json", zone, id);
	batch_add_json(b, jv_copy(*state));
}

/* The number after that of the newest event.  Returns -1 with errno. */
static long
next_event(void)
{
	char **names;
	int n = spool_list("events", &names);
	long seq = 0;

	if (n == -1)
		return -1;
	if (n > 0)
		seq = strtol(names[n - 1], NULL, 10);
	spool_list_free(names, n);
	return seq + 1;
}

static void
add_event(struct batch *b, long *seq, jv event)
{
	spool_name(batch_name(b), "events/%012ld.json", (*seq)++);
	batch_add_json(b, event);
}

static int
make_zone(const char *zone)
{
	char name[SPOOL_NAME_MAX];

	if (spool_mkdir(spool_name(name, "state/%s", zone)) == -1)
		return -1;
	return spool_mkdir(spool_name(name, "state/%s/history", zone));
}

/* The state of a zone; a new one when it has none. */
static jv
load(const char *zone)
{
	char name[SPOOL_NAME_MAX];
	jv state = spool_json(spool_name(name, "state/%s/scene.json", zone));
	int width;
	int height;

	if (jv_is_valid(state))
		return state;
	jv_free(state);
	conf_grid(CONF_MATRIX, &width, &height);
	return state_new(
	    zone, width, height, conf_int(CONF_LED_COUNT), clock_ms());
}

/* The first state goes into history too, so that it can be gone back to. */
static int
ensure(const char *zone)
{
	char name[SPOOL_NAME_MAX];
	struct batch b = {.n = 0};
	jv state;

	if (spool_has(spool_name(name, "state/%s/scene.json", zone)))
		return 0;
	if (make_zone(zone) == -1)
		return -1;
	state = load(zone);
	add_history(&b, zone, &state);
	add_state(&b, zone, &state, STATE_BOTH);
	jv_free(state);
	return batch_write(&b);
}

/* Whether the generate event of this scene is to be told now. */
static bool
tell_generate(const jv *scene, const jv *state, int parts, int old)
{
	char id[ULID_LEN + 1];

	scene_id(scene, id);
	return news_due(scene) && (parts != 0 || old == 0) &&
	       !msg_is(state, "announced", id);
}

static jv
told(jv scene, int parts, int old, int64_t now_ms)
{
	if (old != 0)
		scene = scene_fail(scene, "publish", FAULT_SUPERSEDED,
		    "a newer instruction has the %s",
		    old == STATE_BOTH	  ? "matrix and the strip"
		    : old == STATE_MATRIX ? "matrix"
					  : "strip");
	return msg_set(scene, "published",
	    msg_obj("matrix", jv_bool(parts & STATE_MATRIX), "strip",
		jv_bool(parts & STATE_STRIP), "updated_at_ms",
		jv_number((double)now_ms), NULL));
}

/* Merge scene into state and write what changed.  Consumes state. */
static int
put(const char *zone, jv state, jv *scene)
{
	int64_t now_ms = clock_ms();
	struct batch b = {.n = 0};
	bool generate;
	int parts;
	long seq;
	int old;
	int rc = 0;

	state = state_merge(state, scene, now_ms, &parts, &old);
	*scene = told(*scene, parts, old, now_ms);
	generate = tell_generate(scene, &state, parts, old);
	seq = next_event();
	if (seq == -1)
		rc = -1;
	if ((parts & STATE_STRIP) != 0)
		add_event(&b, &seq, news_strip(&state));
	if ((parts & STATE_MATRIX) != 0)
		add_event(&b, &seq, news_matrix(&state));
	if (generate) {
		parts |= STATE_RECORD;
		add_event(&b, &seq, news_generate(scene));
		state = msg_set(state, "announced", msg_get(scene, "id"));
	}
	if ((parts & STATE_BOTH) != 0)
		add_history(&b, zone, &state);
	add_state(&b, zone, &state, parts);
	jv_free(state);
	return batch_write(&b) == -1 ? -1 : rc;
}

static const char *
wrong(const jv *scene)
{
	static struct matrix m;
	struct strip strip;
	static char why[WHY_MAX];

	if (msg_has(scene, "matrix") && scene_wants(scene, "matrix") &&
	    matrix_parse(scene, "matrix", &m, why) == -1)
		return why;
	if (msg_has(scene, "strip") && scene_wants(scene, "strip") &&
	    strip_parse(scene, "strip.command", &strip, why) == -1)
		return why;
	return NULL;
}

jv
publish_scene(jv scene, enum fault *fault, void *ctx)
{
	const char *text = wrong(&scene);
	char zone[SCENE_ZONE_MAX + 1];
	int lock;

	(void)ctx;
	if (text != NULL) {
		*fault = FAULT_INPUT;
		return scene_fail(scene, "publish", *fault, "%s", text);
	}
	scene_zone(&scene, zone);
	lock = spool_lock("state/.lock");
	if (lock == -1 || ensure(zone) == -1 ||
	    put(zone, load(zone), &scene) == -1) {
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
	int lock = spool_lock("state/.lock");
	int rc;

	if (lock == -1)
		return -1;
	rc = ensure(zone);
	close(lock);
	return rc;
}

/* Show an old state again; it is a change like any other.  Consumes past. */
static int
show_again(const char *zone, jv past)
{
	int64_t now_ms = clock_ms();
	struct batch b = {.n = 0};
	char id[ULID_LEN + 1];
	long seq = next_event();

	ulid_make(now_ms, id);
	past = state_restore(past, id, now_ms);
	if (seq == -1) {
		jv_free(past);
		return -1;
	}
	add_event(&b, &seq, news_strip(&past));
	add_event(&b, &seq, news_matrix(&past));
	add_state(&b, zone, &past, STATE_BOTH);
	jv_free(past);
	return batch_write(&b);
}

static int
undo(const char *zone, char **names, int n)
{
	char name[SPOOL_NAME_MAX];
	jv past;

	if (n < 2)
		return 1;
	past = spool_json(
	    spool_name(name, "state/%s/history/%s", zone, names[n - 2]));
	if (!jv_is_valid(past)) {
		jv_free(past);
		errno = EIO;
		return -1;
	}
	if (show_again(zone, past) == -1)
		return -1;
	return spool_remove(
	    spool_name(name, "state/%s/history/%s", zone, names[n - 1]));
}

int
publish_undo(const char *zone)
{
	int lock = spool_lock("state/.lock");
	char name[SPOOL_NAME_MAX];
	char **names;
	int rc = -1;
	int n;

	if (lock == -1)
		return -1;
	n = spool_list(spool_name(name, "state/%s/history", zone), &names);
	if (n == -1 && errno == ENOENT)
		rc = 1;
	if (n != -1) {
		rc = undo(zone, names, n);
		spool_list_free(names, n);
	}
	close(lock);
	return rc;
}
