#include <limits.h>
#include <stdlib.h>
#include <sysexits.h>

#include "base/diag.h"
#include "json/msg.h"
#include "light/pixels.h"
#include "spool/events.h"
#include "spool/layout.h"
#include "spool/spool.h"
#include "spool/store.h"
#include "spool/takeover.h"
#include "spool/zones.h"

#define EVENTS "events"
#define CURSOR "cursor"
#define HISTORY "history"

enum { CURSOR_MAX = 32 }; /* bytes */

/* The state in a file.  Returns whether there is one. */
static bool
read_state(const char *name, struct zone_state *s)
{
	*s = (struct zone_state){.doc = spool_json(name)};
	if (matrix_parse(&s->doc, "matrix", &s->matrix, NULL) == -1) {
		if (spool_has(name))
			warn_msg("'%s' holds no state; it is left out", name);
		jv_free(s->doc);
		return false;
	}
	/* the next command is an entry of its own */
	s->doc = msg_del(pixels_drop(s->doc), "change");
	return true;
}

static int
take_state(const char *zone, const char *name, bool past)
{
	static struct zone_state s;
	int rc;

	if (!read_state(name, &s))
		return 0;
	rc = zones_save(zone, &s, past ? PAST_ADD : PAST_SAME);
	row_free(&s);
	return rc;
}

/* The history first, the oldest first; then what is shown. */
static int
take_zone(const char *zone)
{
	char folder[SPOOL_NAME_MAX];
	char name[SPOOL_NAME_MAX];
	char **names;
	int n = spool_list(layout_state(folder, zone, HISTORY), &names);
	int rc = 0;
	int i;

	for (i = 0; i < n && rc == 0; i++)
		rc = take_state(zone, layout_in(name, folder, names[i]), true);
	spool_list_free(names, n);
	return rc == 0 ? take_state(zone, layout_scene(name, zone), n <= 0)
		       : rc;
}

/* Returns the number that it gets, or seq when there is no event, or -1. */
static int64_t
take_event(const char *file, int64_t seq)
{
	char zone[SCENE_ZONE_MAX + 1];
	char name[SPOOL_NAME_MAX];
	jv event = spool_json(layout_in(name, EVENTS, file));
	size_t len;
	char *text;

	if (msg_str(&event, "payload.zone", zone, sizeof(zone)) == -1) {
		jv_free(event);
		return seq;
	}
	text = msg_text(event, &len);
	seq = events_add(zone, text, len);
	free(text);
	return seq;
}

/* The number of the last event that a reader of the old files had. */
static long
old_cursor(const char *name)
{
	char file[SPOOL_NAME_MAX];
	size_t len;
	char *text =
	    spool_read(layout_in(file, CURSOR, name), CURSOR_MAX, &len);
	long at = text != NULL ? strtol(text, NULL, 10) : -1;

	free(text);
	return at;
}

/* A reader that stood between these two old events stands at the new one. */
static void
take_cursors(char **names, int n, long before, long next, int64_t seq)
{
	long at;
	int i;

	for (i = 0; i < n; i++) {
		at = old_cursor(names[i]);
		if (at >= before && at < next)
			events_keep(names[i], seq);
	}
}

/* The events get new numbers. */
static int
take_events(void)
{
	char **cursors, **names;
	int n_cursors = spool_list(CURSOR, &cursors);
	int n = spool_list(EVENTS, &names);
	int64_t seq = 0;
	long before = 0;
	long next;
	int i;

	for (i = 0; i < n && seq != -1; i++) {
		next = strtol(names[i], NULL, 10);
		take_cursors(cursors, n_cursors, before, next, seq);
		seq = take_event(names[i], seq);
		before = next;
	}
	if (seq != -1)
		take_cursors(cursors, n_cursors, before, LONG_MAX, seq);
	spool_list_free(cursors, n_cursors);
	spool_list_free(names, n);
	return seq == -1 ? -1 : 0;
}

static int
take_all(char **zones, int n)
{
	int i;

	if (store_begin() == -1)
		return -1;
	for (i = 0; i < n; i++)
		if (scene_zone_valid(zones[i]) && take_zone(zones[i]) == -1)
			break;
	if (i == n && take_events() == 0)
		return store_commit();
	store_rollback();
	return -1;
}

/* What an older amb made, and nobody reads any more. */
static void
remove_old(char **zones, int n)
{
	char name[SPOOL_NAME_MAX];
	int i;

	for (i = 0; i < n; i++)
		spool_remove_tree(layout_state(name, zones[i], HISTORY));
	spool_remove_tree(CURSOR);
	spool_remove_tree(EVENTS); /* the last, as takeover() looks for it */
}

/* 1 when nothing was ever in the store: zones may be removed, events stay. */
static int
is_new(void)
{
	char zone[SCENE_ZONE_MAX + 1];
	int have = zones_next("", zone);
	int64_t newest = have == 0 ? events_newest() : 0;

	return have == -1 || newest == -1 ? -1 : have == 0 && newest == 0;
}

/* Returns 0 or -1. */
static int
takeover(void)
{
	int new = is_new();
	char **zones;
	int rc = 0;
	int n;

	if (new == -1)
		return -1;
	if (new == 0 && !spool_has(EVENTS))
		return 0;
	n = spool_list(SPOOL_STATE, &zones);
	if (new == 1)
		rc = take_all(zones, n);
	if (rc == 0)
		remove_old(zones, n);
	spool_list_free(zones, n);
	return rc;
}

void
takeover_open_or_die(enum store_use use)
{
	store_open_or_die(use);
	if (takeover() == -1)
		die_msg(EX_CANTCREAT, "%s", store_why());
}
