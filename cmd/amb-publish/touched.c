#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/diag.h"
#include "fades.h"
#include "files.h"
#include "json/msg.h"
#include "repair.h"
#include "scene/scene.h"
#include "spool/spool.h"
#include "touched.h"

static struct {
	struct record_zones names;
	struct touched list[RECORD_ZONES];
} g;

struct touched *
touched_find(const char *zone)
{
	int i;

	for (i = 0; i < g.names.n; i++)
		if (strcmp(g.names.names[i], zone) == 0)
			return &g.list[i];
	return NULL;
}

struct touched *
touched_add(const char *zone)
{
	struct touched *t = &g.list[g.names.n];

	snprintf(g.names.names[g.names.n++], SCENE_ZONE_MAX + 1, "%s", zone);
	*t = (struct touched){.state = calloc(1, sizeof(*t->state))};
	if (t->state == NULL)
		die_errno(EX_OSERR, "cannot change zone '%s'", zone);
	t->state->doc = jv_invalid();
	return t;
}

void
touched_drop_last(void)
{
	struct touched *t = &g.list[--g.names.n];

	row_free(t->state);
	free(t->state);
}

const struct record_zones *
touched_zones(void)
{
	return &g.names;
}

void
touched_write(void)
{
	const char *zone;
	struct touched *t;
	int i;

	for (i = 0; i < g.names.n; i++) {
		zone = g.names.names[i];
		t = &g.list[i];
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

/* The greatest, and any that is from a wrong clock. */
void
touched_note_ids(void)
{
	int64_t now_ms = clock_ms();
	char newest[ULID_LEN + 1] = "";
	char id[ULID_LEN + 1];
	int i;

	for (i = 0; i < g.names.n; i++) {
		if (msg_str(&g.list[i].state->doc, "id", id, sizeof(id)) ==
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
touched_free(void)
{
	while (g.names.n > 0)
		touched_drop_last();
}
