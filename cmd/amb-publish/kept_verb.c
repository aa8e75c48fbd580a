#include <sysexits.h>

#include "base/clock.h"
#include "change.h"
#include "json/msg.h"
#include "kept_name.h"
#include "kept_verb.h"
#include "light/fade.h"
#include "scene/scene.h"
#include "spool/events.h"
#include "spool/kept.h"
#include "spool/store.h"
#include "spool/zones.h"

enum { PREVIEW_SIDE = 8 }; /* LEDs */

static void
refuse(struct answer *answer, const char *code, const char *fmt,
    const char *zone, const char *name)
{
	answer_refuse(answer, EX_DATAERR, fmt, zone, name);
	answer_code(answer, code);
}

/* What is kept: no power, brightness or fade, nor what became of requests. */
static int
keep(const char *zone, const char *name)
{
	static const char *const left_out[] = {
	    "power", "brightness", "change", "announced", "undone", "fade"};
	struct zone_state kept = *change_zone(zone);
	size_t i;
	int rc;

	kept.doc = fade_drop_all(jv_copy(kept.doc));
	kept.text = (struct text){.len = 0};
	for (i = 0; i < sizeof(left_out) / sizeof(left_out[0]); i++)
		kept.doc = msg_del(kept.doc, left_out[i]);
	rc = kept_put(zone, name, &kept, clock_ms());
	row_free(&kept);
	return rc;
}

static jv
names(const char *zone)
{
	static struct zone_state s;
	char name[KEPT_NAME_SIZE] = "";
	jv list = jv_array();
	int64_t at_ms;

	while (kept_next(zone, name, name, &s, &at_ms) == 1) {
		list = jv_array_append(list, jv_string(name));
		row_free(&s);
	}
	return list;
}

static int
tell(const char *zone)
{
	return change_tell(zone, "scenes_update",
	    msg_obj("scenes", names(zone), NULL), clock_ms());
}

/* Returns 1 when the zone, or with name that scene, is there; else refuses. */
static int
is_there(const char *zone, const char *name, struct answer *answer)
{
	int rc = zones_has(zone);

	if (rc > 0 && change_zone(zone) == NULL)
		rc = -1;
	if (rc == 0)
		refuse(answer, "not_found", "zone '%s' has no state yet", zone,
		    "");
	if (rc > 0 && name != NULL) {
		rc = kept_has(zone, name);
		if (rc == 0)
			refuse(answer, "not_found",
			    "zone '%s' has no scene '%s'", zone, name);
	}
	if (rc == -1)
		change_refuse(answer);
	return rc > 0;
}

static bool
is_full(const char *zone, const char *name, struct answer *answer)
{
	if (kept_has(zone, name) != 0 || kept_count(zone) < KEPT_MAX)
		return false;
	refuse(answer, "too_many", "zone '%s' has 200 kept scenes already",
	    zone, "");
	return true;
}

void
kept_keep(struct answer_arg *arg, struct answer *answer)
{
	char zone[SCENE_ZONE_MAX + 1];
	char name[KEPT_NAME_SIZE];

	if (answer_zone(&arg->msg, zone, answer) == -1)
		return;
	if (kept_name(&arg->msg, name, answer) == 0 &&
	    is_there(zone, NULL, answer) && !is_full(zone, name, answer)) {
		if (keep(zone, name) == -1 || tell(zone) == -1)
			change_refuse(answer);
		else
			answer->msg = msg_obj("kept", jv_string(name), "zone",
			    jv_string(zone), "count",
			    jv_number(kept_count(zone)), NULL);
	}
	jv_free(arg->msg);
}

void
kept_forget(struct answer_arg *arg, struct answer *answer)
{
	char zone[SCENE_ZONE_MAX + 1];
	char name[KEPT_NAME_SIZE];

	if (answer_zone(&arg->msg, zone, answer) == -1)
		return;
	if (kept_name(&arg->msg, name, answer) == 0 &&
	    is_there(zone, name, answer)) {
		if (kept_drop(zone, name) == -1 || tell(zone) == -1)
			change_refuse(answer);
		else
			answer->msg = msg_obj("forgotten", jv_string(name),
			    "zone", jv_string(zone), NULL);
	}
	jv_free(arg->msg);
}

static jv
item(const char *name, const struct zone_state *s, int64_t at_ms)
{
	static struct matrix small;

	matrix_preview(&s->matrix, PREVIEW_SIDE, &small);
	return msg_obj("name", jv_string(name), "instruction",
	    answer_brief(&s->doc, "instruction"), "updated_at_ms",
	    jv_number((double)at_ms), "matrix", matrix_json(&small), "strip",
	    msg_obj("mode", msg_or_null(&s->doc, "strip.command.mode"),
		"colors", msg_or_null(&s->doc, "strip.command.colors"), NULL),
	    NULL);
}

static int
list(const char *zone, jv *items)
{
	static struct zone_state s;
	char name[KEPT_NAME_SIZE] = "";
	int64_t at_ms;
	int rc;

	while ((rc = kept_next(zone, name, name, &s, &at_ms)) == 1) {
		*items = jv_array_append(*items, item(name, &s, at_ms));
		row_free(&s);
	}
	return rc;
}

void
kept_list(struct answer_arg *arg, struct answer *answer)
{
	char zone[SCENE_ZONE_MAX + 1];
	jv items;

	if (answer_zone(&arg->msg, zone, answer) == -1)
		return;
	jv_free(arg->msg);
	items = jv_array();
	if (list(zone, &items) == -1)
		change_refuse(answer);
	else
		answer->msg = msg_obj("zone", jv_string(zone), "count",
		    jv_number(msg_len(&items)), "scenes", jv_copy(items), NULL);
	jv_free(items);
}
