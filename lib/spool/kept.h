/*
 * kept.h - scenes that were kept under a name, of each zone, in the store.
 *
 * The store is open.  Functions that return -1 leave a sentence for
 * store_why().
 */
#ifndef AMB_SPOOL_KEPT_H
#define AMB_SPOOL_KEPT_H

#include <stdbool.h>
#include <stdint.h>

#include "spool/row.h"

enum {
	KEPT_MAX = 200,		    /* of a zone */
	KEPT_NAME_MAX = 64,	    /* characters */
	KEPT_NAME_SIZE = 64 * 4 + 1 /* bytes, with the NUL */
};

/* What a name must be, for a refusal; amb-publish checks it. */
#define KEPT_NAME_WANT                                                         \
	"1 to 64 characters, without '/', control characters and blanks at "   \
	"its ends, and not '.' or '..'"

/*
 * kept_put(zone, name, s, now_ms): keep s under that name, in the place of what
 * had it.  There is such a zone.  Returns 0 or -1.
 */
int kept_put(
    const char *zone, const char *name, struct zone_state *s, int64_t now_ms);

/*
 * kept_load(zone, name, s): what was kept.  Returns 1 and sets *s, which the
 * caller frees; 0 when nothing has that name; -1.
 * kept_next(zone, after, name, s, at_ms): the same for the next in the order of
 * names, "" before the first, its name, and when it was kept.
 */
int kept_load(const char *zone, const char *name, struct zone_state *s);
int kept_next(const char *zone, const char *after, char name[KEPT_NAME_SIZE],
    struct zone_state *s, int64_t *at_ms);

/* kept_has(zone, name): 1, 0 or -1. */
int kept_has(const char *zone, const char *name);

/* kept_count(zone): how many there are, or -1. */
int kept_count(const char *zone);

/* kept_drop(zone, name): remove it.  Returns 0 or -1. */
int kept_drop(const char *zone, const char *name);

#endif /* AMB_SPOOL_KEPT_H */
