#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/clock.h"
#include "event.h"
#include "group.h"
#include "json/msg.h"
#include "repair.h"
#include "scene/scene.h"
#include "scene/stage.h"
#include "scene_verb.h"
#include "spool/store.h"
#include "state.h"
#include "verbs.h"

jv
verbs_refuse(const char *fmt, ...)
{
	char text[WHY_MAX * 2];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return msg_obj("detail", jv_string(text), NULL);
}

int
verbs_not_stored(const char *why, jv *answer)
{
	if (msg_has(answer, "published")) {
		*answer = scene_fail(msg_del(*answer, "published"), "publish",
		    FAULT_STORAGE, "%s", why);
	} else {
		jv_free(*answer);
		*answer = verbs_refuse("%s", why);
	}
	return fault_exit(FAULT_STORAGE);
}

/* The zone that arg names; main when it names none. */
static int
read_zone(jv *arg, char zone[SCENE_ZONE_MAX + 1], jv *answer)
{
	char why[WHY_MAX];

	*arg = scene_check(*arg);
	if (!jv_is_valid(*arg)) {
		*answer = verbs_refuse("%s", msg_error(*arg, why, sizeof(why)));
		return -1;
	}
	scene_zone(arg, zone);
	return 0;
}

/* The state of a zone before its last change, published again under id. */
static int
restore(const char *zone, const char *id)
{
	static struct zone_state past;
	struct zone_state *s = group_zone(zone);
	struct text t = {.len = 0};
	int rc = s != NULL ? zones_past(zone, 1, &past) : -1;

	if (rc != 1)
		return rc;
	jv_free(s->doc);
	*s = past;
	state_restore(s, id, clock_ms());
	rc = zones_past_drop(zone);
	event_strip(s, &t);
	if (rc == 0)
		rc = group_event(zone, &t);
	event_matrix(s, &t);
	if (rc == 0)
		rc = group_event(zone, &t);
	text_free(&t);
	return rc == 0 && group_save(zone, STATE_BOTH, false) == 0 ? 1 : -1;
}

static jv
undone(const struct zone_state *s)
{
	return msg_obj("zone", msg_get(&s->doc, "zone"), "id",
	    msg_get(&s->doc, "id"), "instruction",
	    msg_or_null(&s->doc, "instruction"), "speakable_reason",
	    msg_or_null(&s->doc, "speakable_reason"), "updated_at_ms",
	    msg_or_null(&s->doc, "matrix.updated_at_ms"), NULL);
}

/* The id makes that the same request undoes once. */
static int
undo(jv arg, jv *answer)
{
	char zone[SCENE_ZONE_MAX + 1];
	char id[ULID_LEN + 1];
	struct zone_state *s;
	int rc = 1;

	if (read_zone(&arg, zone, answer) == -1)
		return EX_DATAERR;
	scene_id(&arg, id);
	jv_free(arg);
	s = group_zone(zone);
	if (s != NULL && !msg_is(&s->doc, "id", id))
		rc = restore(zone, id);
	if (s == NULL || rc == -1)
		return verbs_not_stored(store_why(), answer);
	if (rc == 1) {
		*answer = undone(s);
		return EX_OK;
	}
	*answer = verbs_refuse("nothing to undo in zone '%s'", zone);
	return EX_DATAERR;
}

static int
init(jv arg, jv *answer)
{
	char zone[SCENE_ZONE_MAX + 1];

	if (read_zone(&arg, zone, answer) == -1)
		return EX_DATAERR;
	jv_free(arg);
	if (group_zone(zone) == NULL)
		return verbs_not_stored(store_why(), answer);
	*answer = msg_obj("zone", jv_string(zone), NULL);
	return EX_OK;
}

static int
status(jv arg, jv *answer)
{
	int zones = zones_count();

	jv_free(arg);
	if (zones == -1)
		return verbs_not_stored(store_why(), answer);
	*answer = msg_obj("zones", jv_number(zones), "repairing",
	    jv_bool(repair_is_due()), "repaired", jv_number(repair_done()),
	    NULL);
	return EX_OK;
}

static const struct {
	const char *name;
	int (*run)(jv arg, jv *answer);
} verbs[] = {
    {"publish", scene_verb}, /* a scene */
    {"undo", undo},	     /* zone, id */
    {"init", init},	     /* zone */
    {"status", status},
};
enum { VERBS = sizeof(verbs) / sizeof(verbs[0]) };

int
verbs_run(const char *verb, jv arg, jv *answer)
{
	int i;

	for (i = 0; i < VERBS; i++)
		if (strcmp(verbs[i].name, verb) == 0)
			return verbs[i].run(arg, answer);
	jv_free(arg);
	*answer = verbs_refuse("there is no verb '%.32s'", verb);
	return EX_DATAERR;
}
