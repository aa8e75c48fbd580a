#include <stdbool.h>

#include "base/clock.h"
#include "change.h"
#include "conf/conf.h"
#include "event.h"
#include "fade_state.h"
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
	int shown = state_did(change) | change.same;

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
	return event_due(scene) &&
	       (state_did(change) != 0 || change.newer == 0) &&
	       !state_noted(s, STATE_ANNOUNCED, id);
}

static void
announce(const char *zone, struct zone_state *s, const jv *scene,
    const struct matrix *m)
{
	struct text t = {.len = 0};
	char id[ULID_LEN + 1];

	event_generate(scene, m, &t);
	change_event(zone, &t);
	text_free(&t);
	scene_id(scene, id);
	state_note(s, STATE_ANNOUNCED, id);
}

/* The time of its fade, that of a sentence when it says none. */
static double
fade_of(const jv *scene)
{
	double fade_s =
	    msg_has(scene, "instruction") ? conf_num(CONF_FADE_S) : 0;

	fade_time(scene, &fade_s, NULL); /* scene_check() has checked it */
	return fade_s;
}

/*
 * Merge scene, whose matrix is m or NULL, into the zone; what it is, is as of
 * state_changed().  0, or -1.
 */
static int
merge(const char *zone, jv *scene, const struct matrix *m, const char *what)
{
	int64_t now_ms = clock_ms();
	struct zone_state *s = change_zone(zone);
	double fade_s = fade_of(scene);
	enum zones_past past = PAST_SAME;
	struct state_change change;
	bool end;
	int did;

	if (s == NULL)
		return -1;
	fade_keep(s, fade_s);
	change = state_merge(s, scene, m, now_ms);
	fade_begin(s, &change, fade_s, now_ms);
	did = state_did(change);
	*scene = report(*scene, change, now_ms);
	if (did != 0)
		past = state_changed(s, what, did, now_ms);
	change_updates(zone, s,
	    change.set | (change.power != 0 ? STATE_POWER : 0) |
		(change.brightness != 0 ? STATE_BRIGHTNESS : 0));
	end = ends(scene, s, change);
	if (end)
		announce(zone, s, scene, m);
	if (did == 0 && !end)
		return 0;
	return change_save(zone, did | (end ? STATE_RECORD : 0), past);
}

/* Parse what it has for the strip.  Returns 0, or -1 and why. */
static int
check_strip(const jv *scene, char why[WHY_MAX])
{
	struct strip strip;

	if (!msg_has(scene, "strip") || !scene_wants(scene, "strip"))
		return 0;
	return strip_parse(scene, "strip.command", &strip, why);
}

/*
 * The matrix of the scene: *m, parsed to buf unless its pixels were taken out
 * before, or NULL when it has none or wants none.  Returns 0, or -1 and why.
 */
static int
check_matrix(const struct answer_arg *arg, struct matrix *buf,
    const struct matrix **m, char why[WHY_MAX])
{
	*m = NULL;
	if (!msg_has(&arg->msg, "matrix") || !scene_wants(&arg->msg, "matrix"))
		return 0;
	*m = arg->pixels != NULL ? arg->pixels : buf;
	return arg->pixels != NULL
		   ? 0
		   : matrix_parse(&arg->msg, "matrix", buf, why);
}

/* Returns the fault. */
static enum fault
publish(struct answer_arg *arg)
{
	static struct matrix buf;
	const struct matrix *m;
	char zone[SCENE_ZONE_MAX + 1];
	enum fault fault;
	char why[WHY_MAX];

	if (check_matrix(arg, &buf, &m, why) == -1 ||
	    check_strip(&arg->msg, why) == -1) {
		arg->msg =
		    scene_fail(arg->msg, "publish", FAULT_INPUT, "%s", why);
		return FAULT_INPUT;
	}
	scene_zone(&arg->msg, zone);
	if (merge(zone, &arg->msg, m,
		msg_has(&arg->msg, "instruction") ? "sentence" : "scene") == 0)
		return FAULT_NONE;
	fault = change_fault(why);
	arg->msg = scene_fail(
	    msg_del(arg->msg, "published"), "publish", fault, "%s", why);
	return fault;
}

void
scene_verb(struct answer_arg *arg, struct answer *answer)
{
	char why[WHY_MAX];

	arg->msg = scene_check(arg->msg);
	if (!jv_is_valid(arg->msg)) {
		answer_refuse(answer, fault_exit(FAULT_INPUT), "bad scene: %s",
		    msg_error(arg->msg, why, sizeof(why)));
		return;
	}
	answer->status = fault_exit(publish(arg));
	answer_scene(answer, arg->msg, arg->pixels);
}

/* The scene that sets the command, as amb-strip makes it. */
static jv
scene_of(const jv *arg, const struct strip *strip)
{
	return scene_check(msg_obj("zone", msg_get(arg, "zone"), "id",
	    msg_get(arg, "id"), "fade_s", msg_get(arg, "fade_s"), "plan",
	    msg_obj("target", jv_string("strip"), NULL), "strip",
	    msg_obj("command", strip_command(strip, arg), NULL), NULL));
}

void
scene_strip(struct answer_arg *arg, struct answer *answer)
{
	char zone[SCENE_ZONE_MAX + 1];
	char why[WHY_MAX];
	struct strip strip;
	jv scene;

	if (strip_parse(&arg->msg, "", &strip, why) == -1) {
		jv_free(arg->msg);
		answer_refuse(answer, fault_exit(FAULT_INPUT), "%s", why);
		return;
	}
	strip.led_count = strip_leds(&strip);
	scene = scene_of(&arg->msg, &strip);
	jv_free(arg->msg);
	if (!jv_is_valid(scene)) {
		answer_refuse(answer, fault_exit(FAULT_INPUT), "%s",
		    msg_error(scene, why, sizeof(why)));
		return;
	}
	scene_zone(&scene, zone);
	if (merge(zone, &scene, NULL, "command") == -1)
		change_refuse(answer);
	else
		answer->msg = msg_obj("command",
		    msg_get(&scene, "strip.command"), "updated_at_ms",
		    msg_get(&scene, "published.updated_at_ms"), NULL);
	jv_free(scene);
}
