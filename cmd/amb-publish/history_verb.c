#include <sysexits.h>

#include "base/clock.h"
#include "change.h"
#include "control.h"
#include "fade_state.h"
#include "history_verb.h"
#include "json/msg.h"
#include "kept_name.h"
#include "scene/scene.h"
#include "spool/kept.h"
#include "spool/store.h"
#include "state.h"

/* A way to find what is to be shown, and how it is put into the history. */
struct way {
	const char *what; /* for state_changed() */
	const char *done; /* the member of the answer */
	/* 1 and *found, 0, or -1 */
	int (*find)(const char *zone, const jv *arg, struct zone_state *found);
	enum zones_past past;
	int move;	  /* of the newest entry */
	const char *none; /* of the zone, and of the member key, if any */
	const char *code; /* when there is none */
	const char *key;
};

static int
find_undo(const char *zone, const jv *arg, struct zone_state *found)
{
	(void)arg;
	return zones_past(zone, 1, found);
}

static int
find_redo(const char *zone, const jv *arg, struct zone_state *found)
{
	(void)arg;
	return zones_past(zone, -1, found);
}

static int
find_entry(const char *zone, const jv *arg, struct zone_state *found)
{
	char id[ULID_LEN + 1];

	msg_str(arg, "entry", id, sizeof(id));
	return zones_past_find(zone, id, found);
}

/* What was kept has no power, which goes on, and no brightness. */
static int
find_kept(const char *zone, const jv *arg, struct zone_state *found)
{
	struct zone_state *s = change_zone(zone);
	char name[KEPT_NAME_SIZE];
	int rc;

	msg_str(arg, "name", name, sizeof(name));
	rc = s != NULL ? kept_load(zone, name, found) : -1;
	if (rc != 1)
		return rc;
	found->doc = msg_copy_member(found->doc, &s->doc, CONTROL_BRIGHTNESS);
	found->doc = msg_set(found->doc, CONTROL_POWER,
	    msg_obj("matrix", jv_true(), "strip", jv_true(), NULL));
	return 1;
}

static const struct way undo = {"undo", "undone", find_undo, PAST_SAME, -1,
    "nothing to undo in zone '%s'", "nothing", NULL};
static const struct way redo = {"redo", "redone", find_redo, PAST_SAME, 1,
    "nothing to redo in zone '%s'", "nothing", NULL};
static const struct way restore = {"restore", "restored", find_entry, PAST_ADD,
    0, "zone '%s' has no entry '%s'", "not_found", "entry"};
static const struct way recall = {"recall", "recalled", find_kept, PAST_ADD, 0,
    "zone '%s' has no scene '%s'", "not_found", "name"};

/* Returns 0 or -1. */
static int
show(const struct way *way, const char *zone, const char *id,
    struct zone_state *found, double fade_s)
{
	struct zone_state *s = change_zone(zone);
	int files = STATE_STRIP | STATE_RECORD;
	int64_t now_ms = clock_ms();
	int others;

	if (!matrix_same(&s->matrix, &found->matrix))
		files |= STATE_MATRIX;
	others = fade_restore(s, found, id, fade_s, now_ms);
	if (others != 0)
		files |= STATE_MATRIX;
	state_changed(s, way->what, STATE_BOTH, now_ms);
	state_note(s, STATE_UNDONE, id);
	if (way->move != 0 && zones_past_move(zone, way->move) == -1)
		return -1;
	if (change_updates(zone, s, STATE_BOTH | others) == -1)
		return -1;
	return change_save(zone, files, way->past);
}

/* Returns 1, 0 when there is nothing to show, or -1. */
static int
do_once(const struct way *way, const char *zone, const jv *arg, double fade_s)
{
	static struct zone_state found;
	int rc = zones_has(zone); /* it makes no zone */
	struct zone_state *s;
	char id[ULID_LEN + 1];

	if (rc <= 0)
		return rc;
	s = change_zone(zone);
	if (s == NULL)
		return -1;
	scene_id(arg, id);
	if (state_noted(s, STATE_UNDONE, id))
		return 1;
	rc = way->find(zone, arg, &found);
	return rc == 1 && show(way, zone, id, &found, fade_s) == -1 ? -1 : rc;
}

static jv
shown(const struct way *way, const jv *arg, const char *zone)
{
	const struct zone_state *s = change_zone(zone);
	jv name = msg_get(arg, "name");

	if (way != &recall) {
		jv_free(name);
		name = jv_true();
	}
	return msg_obj(way->done, name, "zone", jv_string(zone), "id",
	    msg_get(&s->doc, "id"), "instruction",
	    msg_or_null(&s->doc, "instruction"), "speakable_reason",
	    msg_or_null(&s->doc, "speakable_reason"), "updated_at_ms",
	    msg_or_null(&s->doc, "matrix.updated_at_ms"), NULL);
}

static void
refuse(const struct way *way, const char *zone, const jv *arg,
    struct answer *answer)
{
	char key[KEPT_NAME_SIZE] = "";

	if (way->key != NULL)
		msg_str(arg, way->key, key, sizeof(key));
	answer_refuse(answer, EX_DATAERR, way->none, zone, key);
	answer_code(answer, way->code);
}

/* arg is checked; it is left to the caller. */
static void
run(const struct way *way, const char *zone, const jv *arg,
    struct answer *answer)
{
	char why[WHY_MAX];
	double fade_s = 0;
	int rc;

	if (fade_time(arg, &fade_s, why) == -1) {
		answer_refuse(answer, EX_DATAERR, "%s", why);
		return;
	}
	rc = do_once(way, zone, arg, fade_s);
	if (rc == -1)
		change_refuse(answer);
	else if (rc > 0)
		answer->msg = shown(way, arg, zone);
	else
		refuse(way, zone, arg, answer);
}

static void
plain(const struct way *way, struct answer_arg *arg, struct answer *answer)
{
	char zone[SCENE_ZONE_MAX + 1];

	if (answer_zone(&arg->msg, zone, answer) == -1)
		return;
	run(way, zone, &arg->msg, answer);
	jv_free(arg->msg);
}

void
history_undo(struct answer_arg *arg, struct answer *answer)
{
	plain(&undo, arg, answer);
}

void
history_redo(struct answer_arg *arg, struct answer *answer)
{
	plain(&redo, arg, answer);
}

void
history_restore(struct answer_arg *arg, struct answer *answer)
{
	char zone[SCENE_ZONE_MAX + 1];
	char entry[ULID_LEN + 1];

	if (answer_zone(&arg->msg, zone, answer) == -1)
		return;
	if (msg_str(&arg->msg, "entry", entry, sizeof(entry)) == -1 ||
	    !ulid_valid(entry))
		answer_refuse(answer, EX_DATAERR,
		    "'id' must be the id of an entry, 26 characters");
	else
		run(&restore, zone, &arg->msg, answer);
	jv_free(arg->msg);
}

void
history_recall(struct answer_arg *arg, struct answer *answer)
{
	char zone[SCENE_ZONE_MAX + 1];
	char name[KEPT_NAME_SIZE];

	if (answer_zone(&arg->msg, zone, answer) == -1)
		return;
	if (kept_name(&arg->msg, name, answer) == 0) {
		arg->msg = msg_set(arg->msg, "name", jv_string(name));
		run(&recall, zone, &arg->msg, answer);
	}
	jv_free(arg->msg);
}
