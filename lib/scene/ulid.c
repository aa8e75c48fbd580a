#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sysexits.h>

#include "base/diag.h"
#include "scene/ulid.h"

#define NEVER "Z" /* more than any id */

static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static int64_t raised_ms; /* of the id that ulid_raise() got last */
static char right_since[ULID_LEN + 1] = NEVER; /* see ulid_set_right() */

/* Write the low bits of v as n digits. */
static void
encode(char *out, int n, uint64_t v)
{
	while (n-- > 0) {
		out[n] = digits[v & 31];
		v >>= 5;
	}
}

void
ulid_make(int64_t now_ms, char id[ULID_LEN + 1])
{
	static uint64_t half[2]; /* 40 random bits each */
	static int64_t last_ms;
	int64_t ms = now_ms;

	if (ms <= raised_ms && raised_ms < now_ms + ULID_AHEAD_MS)
		ms = raised_ms + 1;
	if (ms > last_ms || last_ms > now_ms + ULID_AHEAD_MS) {
		if (getrandom(half, sizeof(half), 0) != sizeof(half))
			die_errno(EX_OSERR, "cannot get random bytes");
		half[0] &= (1ULL << 39) - 1; /* room to count up */
		half[1] &= (1ULL << 40) - 1;
		last_ms = ms;
	} else if (++half[1] >> 40 != 0) {
		half[1] = 0;
		half[0]++;
	}
	encode(id, 10, (uint64_t)last_ms);
	encode(id + 10, 8, half[0]);
	encode(id + 18, 8, half[1]);
	id[ULID_LEN] = '\0';
}

/* Not the id itself: two processes that count up from it would meet. */
void
ulid_raise(const char *id)
{
	raised_ms = ulid_ms(id);
}

void
ulid_set_right(const char *id)
{
	snprintf(
	    right_since, sizeof(right_since), "%s", id != NULL ? id : NEVER);
}

bool
ulid_valid(const char *text)
{
	return strspn(text, digits) == ULID_LEN && text[ULID_LEN] == '\0' &&
	       text[0] <= '7';
}

int64_t
ulid_ms(const char *id)
{
	int64_t ms = 0;
	int i;

	for (i = 0; i < 10; i++)
		ms = ms << 5 | (strchr(digits, id[i]) - digits);
	return ms;
}

bool
ulid_ahead(const char *id, int64_t now_ms)
{
	return ulid_ms(id) > now_ms + ULID_AHEAD_MS;
}

bool
ulid_supersedes(const char *have, const char *id, int64_t now_ms)
{
	if (ulid_ahead(have, now_ms) == ulid_ahead(id, now_ms))
		return strcmp(have, id) > 0;
	return ulid_ahead(id, now_ms) && strcmp(have, right_since) >= 0;
}
