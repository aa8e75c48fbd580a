#include <stdio.h>
#include <sysexits.h>

#include "base/clock.h"
#include "change.h"
#include "json/msg.h"
#include "light/output.h"
#include "repair.h"
#include "scene/scene.h"
#include "spool/events.h"
#include "spool/store.h"
#include "spool/zones.h"
#include "zone_verb.h"

enum { LIMIT_DEFAULT = 100, LIMIT_MAX = 500 };

void
zone_init(struct answer_arg *arg, struct answer *answer)
{
	char zone[SCENE_ZONE_MAX + 1];

	if (answer_zone(&arg->msg, zone, answer) == -1)
		return;
	jv_free(arg->msg);
	if (change_zone(zone) == NULL)
		change_refuse(answer);
	else
		answer->msg = msg_obj("zone", jv_string(zone), NULL);
}

static jv
updated(const jv *doc)
{
	static const char *const times[] = {
	    "change.at_ms", "matrix.updated_at_ms", "strip.updated_at_ms"};
	int64_t newest = 0;
	int64_t ms;
	size_t i;

	for (i = 0; i < sizeof(times) / sizeof(times[0]); i++)
		if (msg_i64(doc, times[i], &ms) == 0 && ms > newest)
			newest = ms;
	return jv_number((double)newest);
}

static jv
item(const jv *doc)
{
	jv power = output_json(doc, "power");
	jv one = msg_obj("zone", msg_get(doc, "zone"), "updated_at_ms",
	    updated(doc), "instruction", answer_brief(doc, "instruction"),
	    "power", msg_get(&power, "power"), NULL);

	jv_free(power);
	return one;
}

/*
 * Up to limit zones after the one named, which becomes the last of them.  1
 * when there are more, 0, or -1.
 */
static int
page(char zone[SCENE_ZONE_MAX + 1], int limit, jv *items)
{
	static struct zone_state s;
	char next[SCENE_ZONE_MAX + 1];
	int rc;

	while ((rc = zones_next(zone, next)) == 1 && limit-- > 0) {
		snprintf(zone, SCENE_ZONE_MAX + 1, "%s", next);
		if (zones_load(zone, &s) != 1)
			return -1;
		*items = jv_array_append(*items, item(&s.doc));
		row_free(&s);
	}
	return rc;
}

/* Read limit and after, which may be absent.  Returns -1 when refused. */
static int
page_of(const jv *arg, char after[SCENE_ZONE_MAX + 1], int *limit,
    struct answer *answer)
{
	if (msg_has(arg, "limit") &&
	    msg_int(arg, "limit", 1, LIMIT_MAX, limit) == -1) {
		answer_refuse(answer, EX_DATAERR,
		    "'limit' must be a whole number, 1 to %d", LIMIT_MAX);
		return -1;
	}
	if (msg_has(arg, "after") &&
	    (msg_str(arg, "after", after, SCENE_ZONE_MAX + 1) == -1 ||
		!scene_zone_valid(after))) {
		answer_refuse(
		    answer, EX_DATAERR, "'after' must be " SCENE_ZONE_WANT);
		return -1;
	}
	return 0;
}

void
zone_list(struct answer_arg *arg, struct answer *answer)
{
	char zone[SCENE_ZONE_MAX + 1] = "";
	int limit = LIMIT_DEFAULT;
	jv items = jv_array();
	int more;

	if (page_of(&arg->msg, zone, &limit, answer) == 0) {
		more = page(zone, limit, &items);
		if (more == -1)
			change_refuse(answer);
		else
			answer->msg = msg_obj("zones", jv_copy(items), "next",
			    more > 0 ? jv_string(zone) : jv_null(), NULL);
	}
	jv_free(items);
	jv_free(arg->msg);
}

void
zone_remove(struct answer_arg *arg, struct answer *answer)
{
	char zone[SCENE_ZONE_MAX + 1];
	int rc;

	if (answer_zone(&arg->msg, zone, answer) == -1)
		return;
	jv_free(arg->msg);
	rc = zones_has(zone);
	if (rc > 0 &&
	    (change_remove(zone) == -1 || change_tell(zone, "zone_removed",
					      jv_object(), clock_ms()) == -1))
		rc = -1;
	if (rc == -1) {
		change_refuse(answer);
	} else if (rc > 0) {
		answer->msg = msg_obj("removed", jv_string(zone), NULL);
	} else {
		answer_refuse(
		    answer, EX_DATAERR, "zone '%s' has no state yet", zone);
		answer_code(answer, "not_found");
	}
}

void
zone_status(struct answer_arg *arg, struct answer *answer)
{
	int zones = zones_count();

	jv_free(arg->msg);
	if (zones == -1)
		change_refuse(answer);
	else
		answer->msg = msg_obj("zones", jv_number(zones), "repairing",
		    jv_bool(repair_is_due()), "repaired",
		    jv_number(repair_done()), NULL);
}
