#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/diag.h"
#include "fades.h"
#include "files.h"
#include "light/fade.h"
#include "repair.h"
#include "source.h"
#include "spool/row.h"
#include "spool/store.h"
#include "state.h"

enum { EACH_MS = 1000 };

struct followed {
	struct followed *next;
	char zone[SCENE_ZONE_MAX + 1];
	int64_t due_ms; /* of clock_elapsed_ms() */
};

/* The one that is due first is first. */
static struct {
	bool begun;
	struct followed *first;
} g;

/* When the files are to be written next, in ms; 0 when nothing fades. */
static int64_t
next_ms(const struct zone_state *s)
{
	static const char *const parts[] = {"matrix.fade", "strip.fade"};
	int64_t now_ms = clock_ms();
	int64_t next = 0;
	struct fade f;
	int i;

	for (i = 0; i < 2; i++) {
		fade_read(&s->doc, parts[i], &f);
		if (fade_is_long(&f) && fade_runs(&f, now_ms)) {
			next = next == 0 ? EACH_MS : next;
			if (f.end_ms - now_ms < next)
				next = f.end_ms - now_ms;
		}
		fade_free(&f);
	}
	return next;
}

/* Take it out of the list; NULL when it is not there. */
static struct followed *
take(const char *zone)
{
	struct followed **p = &g.first;
	struct followed *f;

	while (*p != NULL && strcmp((*p)->zone, zone) != 0)
		p = &(*p)->next;
	f = *p;
	if (f != NULL)
		*p = f->next;
	return f;
}

static void
put(struct followed *f, int64_t due_ms)
{
	struct followed **p = &g.first;

	f->due_ms = due_ms;
	while (*p != NULL && (*p)->due_ms <= due_ms)
		p = &(*p)->next;
	f->next = *p;
	*p = f;
}

void
fades_note(const char *zone, const struct zone_state *s)
{
	int64_t next = g.begun ? next_ms(s) : 0;
	struct followed *f = take(zone);

	if (f != NULL && next > 0) {
		put(f, f->due_ms);
		return;
	}
	if (f == NULL && next > 0) {
		f = calloc(1, sizeof(*f));
		if (f == NULL)
			die_errno(EX_OSERR, "cannot follow a fade");
		snprintf(f->zone, sizeof(f->zone), "%s", zone);
	}
	/* one that is over is not in those files that were not written */
	if (f != NULL)
		put(f, clock_elapsed_ms() + next);
}

bool
fades_run(void)
{
	return g.first != NULL;
}

int
fades_wait_ms(void)
{
	int64_t left;

	if (g.first == NULL)
		return -1;
	left = g.first->due_ms - clock_elapsed_ms();
	return left < 0 ? 0 : (int)left;
}

/* Write the files of a zone.  Returns when to do so again, in ms, or 0. */
static int64_t
step(const char *zone)
{
	static struct zone_state s;
	int rc = zones_load(zone, &s);
	int64_t next;

	if (rc == -1)
		warn_msg("cannot read zone '%s': %s", zone, store_why());
	if (rc != 1)
		return rc == -1 ? EACH_MS : 0;
	next = next_ms(&s); /* before the files: then the last are the end */
	if (files_write(zone, &s, STATE_FADE, true) == -1) {
		warn_errno("cannot write the files of zone '%s'", zone);
		repair_later();
	}
	row_free(&s);
	return next;
}

void
fades_step(int n)
{
	struct followed *f;
	int64_t next;

	for (; n > 0 && fades_wait_ms() == 0; n--) {
		f = g.first;
		g.first = f->next;
		next = step(f->zone);
		if (next > 0)
			put(f, clock_elapsed_ms() + next);
		else
			free(f);
	}
}

int
fades_begin(void)
{
	static struct zone_state s;
	char zone[SCENE_ZONE_MAX + 1] = "";
	int rc;

	g.begun = true;
	source_follow_fades();
	while ((rc = zones_next_fading(zone, zone)) == 1) {
		if (zones_load(zone, &s) != 1)
			continue; /* repair reports it */
		fades_note(zone, &s);
		row_free(&s);
	}
	return rc;
}
