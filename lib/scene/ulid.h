/*
 * ulid.h - ids of scenes, which sort by the time they were made.
 *
 * A ULID is 48 bits of milliseconds since 1970 and 80 random bits, written
 * as 26 characters of Crockford's base 32 in upper case.
 */
#ifndef AMB_SCENE_ULID_H
#define AMB_SCENE_ULID_H

#include <stdbool.h>
#include <stdint.h>

enum { ULID_LEN = 26 }; /* characters, without the NUL */

/*
 * ulid_make(now_ms, id): make a new id.  Ids made by one process rise
 * strictly, also within one millisecond.
 */
void ulid_make(int64_t now_ms, char id[ULID_LEN + 1]);

/* ulid_valid(text): whether text is a ULID as ulid_make() writes them. */
bool ulid_valid(const char *text);

/* ulid_ms(id): when a valid id was made, milliseconds since 1970. */
int64_t ulid_ms(const char *id);

#endif /* AMB_SCENE_ULID_H */
