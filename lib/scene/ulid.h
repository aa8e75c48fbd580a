/*
 * ulid.h - ids of scenes, which sort by the time they were made, and the rule
 * for ids of a clock that was wrong.
 *
 * A ULID is 48 bits of milliseconds since 1970 and 80 random bits, written
 * as 26 characters of Crockford's base 32 in upper case.
 *
 * An id whose time is more than ULID_AHEAD_MS ahead of the clock is from a
 * clock that was ahead then.  When it was really made is not known, only that
 * it was before the clock was set right.  So it never stands in the way of an
 * id that is not ahead, and what was accepted with it is not lost either.
 */
#ifndef AMB_SCENE_ULID_H
#define AMB_SCENE_ULID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"

enum {
	ULID_LEN = 26, /* characters, without the NUL */
	ULID_AHEAD_MS = CLOCK_AHEAD_MS
};

/*
 * ulid_make(now_ms, id): make a new id.  Ids made by one process rise
 * strictly, unless the clock is set back by more than ULID_AHEAD_MS.
 */
void ulid_make(int64_t now_ms, char id[ULID_LEN + 1]);

/*
 * ulid_raise(id): ids made from now on are greater than id, too, while id is
 * not ahead of the clock.  The last call counts.  id must be valid.
 */
void ulid_raise(const char *id);

/*
 * ulid_set_right(id): id is the first that was accepted after a wrong clock was
 * set right; NULL when none was.
 */
void ulid_set_right(const char *id);

/* ulid_valid(text): whether text is a ULID as ulid_make() writes them. */
bool ulid_valid(const char *text);

/* ulid_ms(id): when a valid id was made, milliseconds since 1970. */
int64_t ulid_ms(const char *id);

/* ulid_ahead(id, now_ms): whether a valid id is from a wrong clock. */
bool ulid_ahead(const char *id, int64_t now_ms);

/*
 * ulid_supersedes(have, id, now_ms): whether the state, or a job that waits,
 * with the id have is newer than the scene id, so that id must not replace it;
 * both must be valid.  The greater id is newer; when just one of them is ahead:
 *
 * have: false, because the clock has been set right since it was made;
 * id:   true if have is from after that, see ulid_set_right(); else have may be
 *       older than the wrong clock, and an instruction that was accepted is
 *       done rather than lost.
 */
bool ulid_supersedes(const char *have, const char *id, int64_t now_ms);

#endif /* AMB_SCENE_ULID_H */
