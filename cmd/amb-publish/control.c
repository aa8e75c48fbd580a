#include <stdio.h>
#include <string.h>

#include "control.h"
#include "json/msg.h"
#include "light/output.h"

enum { PATH_MAX_LEN = 40 };

static const struct part {
	const char *name;
	int bit;
} parts[] = {{"matrix", STATE_MATRIX}, {"strip", STATE_STRIP}};
enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

/* "power.matrix", "power.ids.matrix" */
static const char *
path(char buf[PATH_MAX_LEN], const char *name, const char *in,
    const struct part *p)
{
	snprintf(buf, PATH_MAX_LEN, "%s.%s%s", name, in, p->name);
	return buf;
}

static int
check(
    const jv *values, const char *name, const struct part *p, char why[WHY_MAX])
{
	bool power = strcmp(name, CONTROL_POWER) == 0;
	jv value = msg_get(values, p->name);
	jv_kind kind = jv_get_kind(value);
	double x;

	jv_free(value);
	if (power)
		return kind == JV_KIND_TRUE || kind == JV_KIND_FALSE
			   ? 0
			   : why_set(
				 why, "'%s' must be true or false", p->name);
	return msg_num(values, p->name, 0, 1, &x) == 0
		   ? 0
		   : why_set(why, "'%s' must be a number, 0 to 1", p->name);
}

int
control_check(const jv *values, const char *name, char why[WHY_MAX])
{
	const struct part *p;
	jv value;
	bool there;

	for (p = parts; p < parts + PARTS; p++) {
		value = msg_get(values, p->name);
		there = jv_is_valid(value);
		jv_free(value);
		if (there && check(values, name, p, why) == -1)
			return -1;
	}
	return 0;
}

static void
put(struct zone_state *s, const char *name, const struct part *p, jv value,
    const char *id)
{
	char at[PATH_MAX_LEN];

	s->doc = msg_set(s->doc, path(at, name, "", p), value);
	s->doc = msg_set(s->doc, path(at, name, "ids.", p), jv_string(id));
}

/* When it was set last, and by which request. */
static void
set_last(struct zone_state *s, const char *name, const char *id, int64_t now_ms)
{
	char at[PATH_MAX_LEN];

	snprintf(at, sizeof(at), "%s.id", name);
	s->doc = msg_set(s->doc, at, jv_string(id));
	snprintf(at, sizeof(at), "%s.updated_at_ms", name);
	s->doc = msg_set(s->doc, at, jv_number((double)now_ms));
}

static int
order(const struct zone_state *s, const char *name, const struct part *p,
    const char *id, int64_t now_ms)
{
	char at[PATH_MAX_LEN];

	return order_compare(&s->doc, path(at, name, "ids.", p), id, now_ms);
}

int
control_set(struct zone_state *s, const char *name, const jv *values,
    const char *id, int64_t now_ms, struct state_change *change)
{
	const struct part *p;
	int set = 0;
	int rc;

	for (p = parts; p < parts + PARTS; p++) {
		if (!msg_has(values, p->name))
			continue;
		rc = order(s, name, p, id, now_ms);
		if (rc <= 0) {
			*(rc < 0 ? &change->newer : &change->same) |= p->bit;
			continue;
		}
		put(s, name, p, msg_get(values, p->name), id);
		set |= p->bit;
	}
	if (set != 0)
		set_last(s, name, id, now_ms);
	return set;
}

int
control_turn_on(struct zone_state *s, int which, const char *id, int64_t now_ms)
{
	struct output o = output_read(&s->doc);
	const struct part *p;
	int set = 0;

	for (p = parts; p < parts + PARTS; p++) {
		if ((which & p->bit) == 0 ||
		    order(s, CONTROL_POWER, p, id, now_ms) <= 0)
			continue;
		put(s, CONTROL_POWER, p, jv_true(), id);
		if (p->bit == STATE_MATRIX ? !o.matrix_on : !o.strip_on)
			set |= p->bit;
	}
	if (set != 0)
		set_last(s, CONTROL_POWER, id, now_ms);
	return set;
}

static bool
restore(struct zone_state *s, const char *name, const jv *from, const char *id,
    int64_t now_ms)
{
	jv have = output_json(&s->doc, name);
	jv want = output_json(from, name);
	jv old = msg_get(&have, name);
	jv values = msg_get(&want, name);
	bool other = !jv_equal(old, jv_copy(values));
	const struct part *p;

	for (p = parts; p < parts + PARTS; p++)
		put(s, name, p, msg_get(&values, p->name), id);
	if (other)
		set_last(s, name, id, now_ms);
	jv_free(values);
	jv_free(have);
	jv_free(want);
	return other;
}

int
control_restore(
    struct zone_state *s, const jv *from, const char *id, int64_t now_ms)
{
	int others = 0;

	if (restore(s, CONTROL_POWER, from, id, now_ms))
		others |= STATE_POWER;
	if (restore(s, CONTROL_BRIGHTNESS, from, id, now_ms))
		others |= STATE_BRIGHTNESS;
	return others;
}
