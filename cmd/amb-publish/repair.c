#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "files.h"
#include "json/msg.h"
#include "record.h"
#include "repair.h"
#include "spool/layout.h"
#include "spool/spool.h"
#include "spool/store.h"
#include "spool/zones.h"
#include "state.h"

#define FIRST "main"

static struct {
	bool due;
	bool first_done; /* the zone FIRST */
	char after[SCENE_ZONE_MAX + 1];
	int done;
} r;

static int
mend(const char *zone)
{
	static struct zone_state s;
	int rc = zones_load(zone, &s);

	/* its files stay as they are: that they are old is better than none */
	if (rc == -1)
		warn_msg("cannot mend zone '%s': %s", zone, store_why());
	if (rc == 0)
		files_remove(zone);
	if (rc != 1)
		return 0;
	rc = files_write(zone, &s, STATE_BOTH, true);
	if (rc == -1)
		warn_errno("cannot write the files of zone '%s'", zone);
	row_free(&s);
	return rc;
}

void
repair_later(void)
{
	if (r.due)
		return;
	r.due = true;
	r.first_done = false;
	r.after[0] = '\0';
	r.done = 0;
	if (record_unknown() == -1)
		warn_errno("cannot write '%s'", SPOOL_LOCK_PUBLISH);
}

int
repair_begin(bool all)
{
	static struct record_zones zones;
	enum record_state state = record_read(&zones);
	int i;

	if (state == RECORD_CLEAN)
		return record_use();
	if (state == RECORD_KNOWN && zones.n == 0 && !all)
		return 0;
	/* its last change is there, but maybe not on disk */
	if (store_sync() == -1)
		warn_msg("cannot sync the store: %s", store_why());
	if (state == RECORD_UNKNOWN || all) {
		repair_later();
		return 0;
	}
	for (i = 0; i < zones.n; i++)
		if (mend(zones.names[i]) == -1) {
			repair_later();
			return 0;
		}
	return record_written();
}

bool
repair_is_due(void)
{
	return r.due;
}

/* The next zone: 1, 0 after the last, or -1. */
static int
next_zone(char zone[SCENE_ZONE_MAX + 1])
{
	int rc = 1;

	if (!r.first_done)
		snprintf(zone, SCENE_ZONE_MAX + 1, "%s", FIRST);
	else
		rc = zones_next(r.after, zone);
	if (rc == 1 && r.first_done && strcmp(zone, FIRST) == 0)
		rc = zones_next(FIRST, zone);
	return rc;
}

/*
 * Whether a folder is that of a zone that was removed: what is whole would have
 * been taken over into a new store, and what is damaged stays.
 */
static bool
was_removed(const char *zone)
{
	char name[SPOOL_NAME_MAX];
	bool removed;
	jv scene;

	if (!scene_zone_valid(zone) || zones_has(zone) != 0)
		return false;
	scene = spool_json(layout_scene(name, zone));
	removed = msg_is(&scene, "zone", zone);
	jv_free(scene);
	return removed;
}

static void
remove_others(void)
{
	char **zones;
	int n = spool_list(SPOOL_STATE, &zones);
	int i;

	for (i = 0; i < n; i++)
		if (was_removed(zones[i]))
			files_remove(zones[i]);
	spool_list_free(zones, n);
}

static int
step(void)
{
	char zone[SCENE_ZONE_MAX + 1];
	int rc = next_zone(zone);

	if (rc == 0) {
		remove_others();
		r.due = false;
		return record_written();
	}
	if (rc == -1) {
		warn_msg("cannot mend the files: %s", store_why());
		return -1;
	}
	if (mend(zone) == -1)
		return -1;
	if (r.first_done)
		snprintf(r.after, sizeof(r.after), "%s", zone);
	r.first_done = true;
	r.done++;
	return 0;
}

int
repair_step(int n)
{
	int rc = 0;

	while (r.due && n-- > 0 && rc == 0)
		rc = step();
	return rc;
}

int
repair_all(void)
{
	int rc = 0;

	while (r.due && rc == 0)
		rc = step();
	return rc;
}

int
repair_done(void)
{
	return r.done;
}
