/*
 * zones.h - what each zone shows, and what it showed before, in the store.
 *
 * The store is open.  Functions that return -1 leave a sentence for
 * store_why().
 */
#ifndef AMB_SPOOL_ZONES_H
#define AMB_SPOOL_ZONES_H

#include <stdbool.h>

#include <jv.h>

#include "scene/scene.h"
#include "spool/row.h"

/*
 * zones_load(zone, s): what it shows.  Returns 1 and sets *s, which the
 * caller frees; 0 when there is no such zone; -1.
 */
int zones_load(const char *zone, struct zone_state *s);

/*
 * zones_state(zone): the whole document, with matrix.width, height and pixels
 * and without fades, as scene.json; invalid when there is no such zone, with a
 * message on failure.
 */
jv zones_state(const char *zone);

/* How a state is in the history of its zone. */
enum zones_past {
	PAST_SAME,    /* not at all */
	PAST_ADD,     /* as a new entry; those that were undone are removed */
	PAST_REPLACE, /* in the place of the newest entry; likewise */
};

/*
 * zones_save(zone, s, past): store what it shows.  Of its history the newest
 * AMB_KEEP_HISTORY entries are kept, fewer when the store is full.
 */
int zones_save(const char *zone, struct zone_state *s, enum zones_past past);

/*
 * zones_past(zone, back, s): an entry of its history, as zones_load(); back is
 * 0 for the newest, below 0 for those that were undone, -1 for the last of
 * them. zones_past_count(zone): how many there are that were not undone; -1 on
 * failure.
 * zones_past_move(zone, by): make the one before the newest, by is -1, or the
 * last undone one, 1, the newest.
 */
int zones_past(const char *zone, int back, struct zone_state *s);
int zones_past_count(const char *zone);
int zones_past_move(const char *zone, int by);

/*
 * zones_past_find(zone, id, s): the entry of its history, undone or not, that
 * has this id, as zones_load().
 * zones_undone_count(zone): how many entries were undone, or -1.
 */
int zones_past_find(const char *zone, const char *id, struct zone_state *s);
int zones_undone_count(const char *zone);

/* zones_remove(zone): it, its history and what was kept.  Returns 0 or -1. */
int zones_remove(const char *zone);

/*
 * zones_next(after, zone): the next zone in the order of names, "" before
 * the first.  Returns 1, 0 at the end, or -1.
 * zones_next_fading(after, zone): likewise of those that were set with a fade.
 */
int zones_next(const char *after, char zone[SCENE_ZONE_MAX + 1]);
int zones_next_fading(const char *after, char zone[SCENE_ZONE_MAX + 1]);

/* zones_has(zone): 1 when there is such a zone, 0 when not, or -1. */
int zones_has(const char *zone);

/* zones_count(): how many zones there are, or -1. */
int zones_count(void);

#endif /* AMB_SPOOL_ZONES_H */
