#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/diag.h"
#include "spool/age.h"
#include "spool/layout.h"
#include "spool/spool.h"

/* How many of n sorted names come before the first id from a wrong clock. */
static int
count_good(char **names, int n)
{
	int64_t now_ms = clock_ms();
	char id[ULID_LEN + 1];
	int good = n;
	int i;

	for (i = n - 1; i >= 0; i--) {
		if (!layout_id(names[i], id))
			continue;
		if (!ulid_ahead(id, now_ms))
			break;
		good = i;
	}
	return good;
}

int
age_list(const char *folder, char ***names)
{
	int n = spool_list(folder, names);
	int good = n > 0 ? count_good(*names, n) : n;
	char **turned;

	if (good == n)
		return n;
	turned = malloc((size_t)n * sizeof(*turned));
	if (turned == NULL)
		die_errno(EX_OSERR, "cannot list '%s'", folder);
	memcpy(turned, *names + good, (size_t)(n - good) * sizeof(*turned));
	memcpy(turned + n - good, *names, (size_t)good * sizeof(*turned));
	free(*names);
	*names = turned;
	return n;
}

/* By the time of the file, which is set to now when it is ahead. */
static int64_t
changed_ms(const char *name, int64_t now_ms)
{
	struct stat st;
	int64_t ms;

	if (fstatat(spool_fd(), name, &st, AT_SYMLINK_NOFOLLOW) == -1)
		return INT64_MAX;
	ms = (int64_t)st.st_mtim.tv_sec * 1000;
	if (ms <= now_ms + CLOCK_AHEAD_MS)
		return ms;
	utimensat(spool_fd(), name, NULL, AT_SYMLINK_NOFOLLOW);
	return now_ms;
}

int64_t
age_made_ms(const char *folder, const char *file)
{
	int64_t now_ms = clock_ms();
	char name[SPOOL_NAME_MAX];
	char id[ULID_LEN + 1];

	if (layout_id(file, id) && !ulid_ahead(id, now_ms))
		return ulid_ms(id);
	return changed_ms(layout_in(name, folder, file), now_ms);
}
