#include <string.h>
#include <sysexits.h>

#include "base/clock.h"
#include "change.h"
#include "control_verb.h"
#include "json/msg.h"
#include "repair.h"
#include "scene/scene.h"
#include "scene/stage.h"
#include "scene_verb.h"
#include "spool/store.h"
#include "state.h"
#include "verbs.h"

/* The state of a zone before its last change, published again under id. */
static int
restore(const char *zone, const char *id)
{
	static struct zone_state past;
	struct zone_state *s = change_zone(zone);
	int rc = s != NULL ? zones_past(zone, 1, &past) : -1;
	int files = STATE_STRIP | STATE_RECORD;
	int64_t now_ms = clock_ms();
	int others;

	if (rc != 1)
		return rc;
	if (!matrix_same(&s->matrix, &past.matrix))
		files |= STATE_MATRIX;
	others = state_restore(s, &past, id, now_ms);
	state_changed(s, "undo", STATE_BOTH, now_ms);
	if (others != 0)
		files |= STATE_MATRIX;
	state_note(s, STATE_UNDONE, id);
	if (zones_past_move(zone, -1) == -1 ||
	    change_updates(zone, s, STATE_BOTH | others) == -1 ||
	    change_save(zone, files, PAST_SAME) == -1)
		return -1;
	return 1;
}

static jv
undone(const struct zone_state *s)
{
	return msg_obj("undone", jv_true(), "zone", msg_get(&s->doc, "zone"),
	    "id", msg_get(&s->doc, "id"), "instruction",
	    msg_or_null(&s->doc, "instruction"), "speakable_reason",
	    msg_or_null(&s->doc, "speakable_reason"), "updated_at_ms",
	    msg_or_null(&s->doc, "matrix.updated_at_ms"), NULL);
}

/* The id makes that the same request undoes once. */
static void
undo(struct answer_arg *arg, struct answer *answer)
{
	char zone[SCENE_ZONE_MAX + 1];
	char id[ULID_LEN + 1];
	struct zone_state *s = NULL;
	int rc;

	if (answer_zone(&arg->msg, zone, answer) == -1)
		return;
	scene_id(&arg->msg, id);
	jv_free(arg->msg);
	rc = zones_has(zone); /* it makes no zone */
	if (rc > 0 && (s = change_zone(zone)) == NULL)
		rc = -1;
	else if (rc > 0 && !state_noted(s, STATE_UNDONE, id))
		rc = restore(zone, id);
	if (rc == -1)
		answer_not_stored(answer, store_why());
	else if (rc > 0)
		answer->msg = undone(s);
	else
		answer_refuse(
		    answer, EX_DATAERR, "nothing to undo in zone '%s'", zone);
}

static void
init(struct answer_arg *arg, struct answer *answer)
{
	char zone[SCENE_ZONE_MAX + 1];

	if (answer_zone(&arg->msg, zone, answer) == -1)
		return;
	jv_free(arg->msg);
	if (change_zone(zone) == NULL)
		answer_not_stored(answer, store_why());
	else
		answer->msg = msg_obj("zone", jv_string(zone), NULL);
}

static void
status(struct answer_arg *arg, struct answer *answer)
{
	int zones = zones_count();

	jv_free(arg->msg);
	if (zones == -1)
		answer_not_stored(answer, store_why());
	else
		answer->msg = msg_obj("zones", jv_number(zones), "repairing",
		    jv_bool(repair_is_due()), "repaired",
		    jv_number(repair_done()), NULL);
}

static const struct {
	const char *name;
	void (*run)(struct answer_arg *arg, struct answer *answer);
} verbs[] = {
    {"publish", scene_verb},  /* a scene */
    {"strip", scene_strip},   /* a command, with zone and id */
    {"power", control_power}, /* zone, id, matrix, strip */
    {"brightness", control_brightness},
    {"undo", undo}, /* zone, id */
    {"init", init}, /* zone */
    {"status", status},
};
enum { VERBS = sizeof(verbs) / sizeof(verbs[0]) };

void
verbs_run(const char *verb, struct answer_arg *arg, struct answer *answer)
{
	int i;

	for (i = 0; i < VERBS; i++)
		if (strcmp(verbs[i].name, verb) == 0) {
			verbs[i].run(arg, answer);
			return;
		}
	jv_free(arg->msg);
	answer_refuse(answer, EX_DATAERR, "there is no verb '%.32s'", verb);
}
