#include <string.h>
#include <sysexits.h>

#include "base/clock.h"
#include "change.h"
#include "control.h"
#include "control_verb.h"
#include "fade_state.h"
#include "json/msg.h"
#include "light/output.h"
#include "scene/scene.h"
#include "spool/store.h"
#include "state.h"

/* Returns 0, or -1 when it could not be stored. */
static int
set(const char *name, const char *zone, const jv *arg, double fade_s)
{
	struct zone_state *s = change_zone(zone);
	struct state_change change = {0};
	int64_t now_ms = clock_ms();
	enum zones_past past = PAST_SAME;
	struct output before, now;
	char id[ULID_LEN + 1];
	int parts;

	if (s == NULL)
		return -1;
	before = output_read(&s->doc);
	scene_id(arg, id);
	fade_keep(s, fade_s);
	parts = control_set(s, name, arg, id, now_ms, &change);
	change.power = parts; /* of either, it is what fades */
	fade_begin(s, &change, fade_s, now_ms);
	if (parts == 0)
		return 0;
	if (order_compare(&s->doc, "id", id, now_ms) > 0)
		s->doc = msg_set(s->doc, "id", jv_string(id));
	now = output_read(&s->doc);
	if (!output_same(&now, &before)) /* else there is nothing to undo */
		past = state_changed(s, name, parts, now_ms);
	change_updates(zone, s,
	    strcmp(name, CONTROL_POWER) == 0 ? STATE_POWER : STATE_BRIGHTNESS);
	return change_save(zone, parts, past);
}

/* What they are; a zone that is not there has the defaults. */
static int
get(const char *name, const char *zone, jv *out)
{
	struct zone_state *s = NULL;
	int rc = zones_has(zone);
	jv none = jv_null();

	if (rc > 0 && (s = change_zone(zone)) == NULL)
		rc = -1;
	if (rc != -1)
		*out = output_json(s != NULL ? &s->doc : &none, name);
	return rc == -1 ? -1 : 0;
}

static void
control(const char *name, struct answer_arg *arg, struct answer *answer)
{
	char zone[SCENE_ZONE_MAX + 1];
	char why[WHY_MAX];
	double fade_s = 0;

	if (answer_zone(&arg->msg, zone, answer) == -1)
		return;
	if (control_check(&arg->msg, name, why) == -1 ||
	    fade_time(&arg->msg, &fade_s, why) == -1)
		answer_refuse(answer, EX_DATAERR, "%s", why);
	else if (((msg_has(&arg->msg, "matrix") ||
		      msg_has(&arg->msg, "strip")) &&
		     set(name, zone, &arg->msg, fade_s) == -1) ||
		 get(name, zone, &answer->msg) == -1)
		change_refuse(answer);
	jv_free(arg->msg);
}

void
control_power(struct answer_arg *arg, struct answer *answer)
{
	control(CONTROL_POWER, arg, answer);
}

void
control_brightness(struct answer_arg *arg, struct answer *answer)
{
	control(CONTROL_BRIGHTNESS, arg, answer);
}
