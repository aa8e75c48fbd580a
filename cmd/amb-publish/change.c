#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/diag.h"
#include "change.h"
#include "conf/conf.h"
#include "event.h"
#include "fades.h"
#include "files.h"
#include "json/msg.h"
#include "record.h"
#include "repair.h"
#include "spool/events.h"
#include "spool/layout.h"
#include "spool/spool.h"
#include "spool/store.h"
#include "state.h"

/* A zone that is changed. */
struct touched {
	struct zone_state *state;
	int parts; /* STATE_ bits of the files to write */
	bool removed;
};

static struct {
	bool begun;
	bool failed;
	bool committed;
	bool full; /* there may be no further zone */
	int events;
	struct record_zones zones;
	struct touched touched[RECORD_ZONES];
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

static struct touched *
find(const char *zone)
{
	int i;

	for (i = 0; i < g.zones.n; i++)
		if (strcmp(g.zones.names[i], zone) == 0)
			return &g.touched[i];
	return NULL;
}

static struct touched *
add(const char *zone)
{
	struct touched *t = &g.touched[g.zones.n];

	snprintf(g.zones.names[g.zones.n++], SCENE_ZONE_MAX + 1, "%s", zone);
	*t = (struct touched){.state = calloc(1, sizeof(*t->state))};
	if (t->state == NULL)
		die_errno(EX_OSERR, "cannot change zone '%s'", zone);
	t->state->doc = jv_invalid();
	return t;
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

/* One that could not be loaded. */
static void
drop_last(void)
{
	struct touched *t = &g.touched[--g.zones.n];

	row_free(t->state);
	free(t->state);
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
	struct touched *t = find(zone);

	if (g.failed)
		return NULL;
	if (t == NULL) {
		t = add(zone);
		if (load(zone, t->state) == -1) {
			drop_last();
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
	if (g.full)
		why_set(why, "there are %d zones already; see AMB_ZONES_MAX",
		    conf_int(CONF_ZONES_MAX));
	else
		why_set(why, "%s", store_why());
	return g.full ? FAULT_ZONES : FAULT_STORAGE;
}

void
change_refuse(struct answer *answer)
{
	char why[WHY_MAX];
	enum fault fault = change_fault(why);

	answer_refuse(answer, fault_exit(fault), "%s", why);
	answer->msg =
	    msg_set(answer->msg, "code", jv_string(fault_code(fault)));
}

int
change_remove(const char *zone)
{
	struct touched *t;

	if (change_zone(zone) == NULL)
		return -1;
	t = find(zone);
	t->removed = true;
	t->parts = 0;
	if (zones_remove(zone) == -1)
		g.failed = true;
	return g.failed ? -1 : 0;
}

int
change_save(const char *zone, int parts, enum zones_past past)
{
	struct touched *t = find(zone);

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

/* Write the files of what was committed. */
static void
write_files(void)
{
	const char *zone;
	struct touched *t;
	int i;

	for (i = 0; i < g.zones.n; i++) {
		zone = g.zones.names[i];
		t = &g.touched[i];
		if (t->removed)
			files_remove(zone);
		if (t->removed || t->parts == 0)
			continue;
		if (files_write(zone, t->state, t->parts, false) == -1) {
			warn_errno("cannot write the files of zone '%s'", zone);
			repair_later();
		}
		fades_note(zone, t->state);
	}
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
	if (!repair_is_due() && record_dirty(&g.zones) == -1)
		warn_errno("cannot write '%s'", SPOOL_LOCK_PUBLISH);
	if (store_commit() == -1)
		return -1;
	g.committed = true;
	if (g.events > 0)
		events_wake();
	write_files();
	return 0;
}

bool
change_failed(void)
{
	return g.begun && g.failed;
}

/* Later ids are to be greater than all of these: note the greatest, and any
 * that is from a wrong clock. */
static void
note_ids(void)
{
	int64_t now_ms = clock_ms();
	char newest[ULID_LEN + 1] = "";
	char id[ULID_LEN + 1];
	int i;

	for (i = 0; i < g.zones.n; i++) {
		if (msg_str(&g.touched[i].state->doc, "id", id, sizeof(id)) ==
			-1 ||
		    !ulid_valid(id))
			continue;
		if (ulid_ahead(id, now_ms))
			spool_note_id(id);
		else if (strcmp(id, newest) > 0)
			memcpy(newest, id, sizeof(newest));
	}
	if (newest[0] != '\0')
		spool_note_id(newest);
}

void
change_end(void)
{
	int i;

	if (g.committed) {
		note_ids();
		if (!repair_is_due() && record_written() == -1)
			warn_errno("cannot write '%s'", SPOOL_LOCK_PUBLISH);
	}
	for (i = 0; i < g.zones.n; i++) {
		row_free(g.touched[i].state);
		free(g.touched[i].state);
	}
	g.begun = false;
	g.failed = false;
	g.committed = false;
	g.full = false;
	g.events = 0;
	g.zones.n = 0;
}
