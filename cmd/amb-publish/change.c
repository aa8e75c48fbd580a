
#include "change.h"
#include "base/clock.h"
#include "base/diag.h"
#include "conf/conf.h"
#include "event.h"
#include "json/msg.h"
#include "record.h"
#include "repair.h"
#include "spool/events.h"
#include "spool/layout.h"
#include "spool/spool.h"
#include "spool/store.h"
#include "state.h"
#include "touched.h"

static struct {
	bool begun;
	bool failed;
	bool committed;
	bool full; /* there may be no further zone */
	int events;
} g;

static const struct {
	int part; /* STATE_ bit */
	void (*event)(const struct zone_state *s, struct text *t);
} updates[] = {
    {STATE_STRIP, event_strip},
    {STATE_MATRIX, event_matrix},
    {STATE_POWER, event_power},
    {STATE_BRIGHTNESS, event_brightness},
};

int
change_begin(void)
{
	if (g.begun)
		return g.failed ? -1 : 0;
	spool_raise_ids();
	g.begun = store_begin() == 0;
	g.failed = !g.begun;
	return g.begun ? 0 : -1;
}

void
change_fail(void)
{
	g.failed = true;
}

/* The first state is in the history, so that undo can go back to it. */
static int
make_zone(const char *zone, struct zone_state *s)
{
	int zones = zones_count();
	int width, height;

	g.full = zones >= conf_int(CONF_ZONES_MAX);
	if (zones == -1 || g.full) {
		g.failed = !g.full;
		return -1;
	}
	conf_grid(CONF_MATRIX, &width, &height);
	state_new(zone, width, height, conf_int(CONF_LED_COUNT), clock_ms(), s);
	return change_save(zone, STATE_BOTH, PAST_ADD);
}

static int
load(const char *zone, struct zone_state *s)
{
	int rc = change_begin() == 0 ? zones_load(zone, s) : -1;

	if (rc == -1)
		g.failed = true;
	return rc == 0 ? make_zone(zone, s) : rc;
}

/* A zone that was removed before, in this transaction. */
static int
make_again(struct touched *t, const char *zone)
{
	row_free(t->state);
	t->removed = false;
	return make_zone(zone, t->state);
}

struct zone_state *
change_zone(const char *zone)
{
	struct touched *t = touched_find(zone);

	g.full = false;
	if (g.failed)
		return NULL;
	if (t == NULL) {
		t = touched_add(zone);
		if (load(zone, t->state) == -1) {
			touched_drop_last();
			return NULL;
		}
	} else if (t->removed) {
		if (make_again(t, zone) == -1)
			return NULL;
	}
	return t->state;
}

enum fault
change_fault(char why[WHY_MAX])
{
	bool full = g.full && !g.failed;

	if (full)
		why_set(why, "there are %d zones already; see AMB_ZONES_MAX",
		    conf_int(CONF_ZONES_MAX));
	else
		why_set(why, "%s", store_why());
	return full ? FAULT_ZONES : FAULT_STORAGE;
}

void
change_refuse(struct answer *answer)
{
	char why[WHY_MAX];
	enum fault fault = change_fault(why);

	answer_refuse(answer, fault_exit(fault), "%s", why);
	answer_code(answer, fault_code(fault));
}

int
change_remove(const char *zone)
{
	struct touched *t;

	if (change_zone(zone) == NULL)
		return -1;
	t = touched_find(zone);
	t->removed = true;
	t->parts = 0;
	if (zones_remove(zone) == -1)
		g.failed = true;
	return g.failed ? -1 : 0;
}

int
change_save(const char *zone, int parts, enum zones_past past)
{
	struct touched *t = touched_find(zone);

	t->parts |= parts;
	if (zones_save(zone, t->state, past) == -1)
		g.failed = true;
	return g.failed ? -1 : 0;
}

int
change_event(const char *zone, struct text *t)
{
	if (!g.failed && events_add(zone, t->data, t->len) == -1)
		g.failed = true;
	text_clear(t);
	g.events++;
	return g.failed ? -1 : 0;
}

int
change_tell(const char *zone, const char *type, jv payload, int64_t now_ms)
{
	struct text t = {.len = 0};
	int rc;

	payload = msg_set(payload, "zone", jv_string(zone));
	payload = msg_set(payload, "updated_at_ms", jv_number((double)now_ms));
	text_json(&t, events_make(type, payload));
	rc = change_event(zone, &t);
	text_free(&t);
	return rc;
}

int
change_updates(const char *zone, const struct zone_state *s, int parts)
{
	struct text t = {.len = 0};
	size_t i;

	for (i = 0; i < sizeof(updates) / sizeof(updates[0]); i++) {
		if ((parts & updates[i].part) == 0)
			continue;
		updates[i].event(s, &t);
		change_event(zone, &t);
	}
	text_free(&t);
	return g.failed ? -1 : 0;
}

/* Returns 0 when everything that was changed is stored. */
int
change_commit(void)
{
	if (!g.begun)
		return g.failed ? -1 : 0;
	if (g.failed) {
		store_rollback();
		return -1;
	}
	if (!repair_is_due() && record_dirty(touched_zones()) == -1)
		warn_errno("cannot write '%s'", SPOOL_LOCK_PUBLISH);
	if (store_commit() == -1)
		return -1;
	g.committed = true;
	if (g.events > 0)
		events_wake();
	touched_write();
	return 0;
}

bool
change_failed(void)
{
	return g.begun && g.failed;
}

void
change_end(void)
{
	if (g.committed) {
		touched_note_ids();
		if (!repair_is_due() && record_written() == -1)
			warn_errno("cannot write '%s'", SPOOL_LOCK_PUBLISH);
	}
	touched_free();
	g.begun = false;
	g.failed = false;
	g.committed = false;
	g.full = false;
	g.events = 0;
}
