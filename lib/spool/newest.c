#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/clock.h"
#include "scene/ulid.h"
#include "spool/layout.h"
#include "spool/newest.h"

static bool
read_id(int fd, char id[ULID_LEN + 1])
{
	id[ULID_LEN] = '\0';
	return pread(fd, id, ULID_LEN, 0) == ULID_LEN && ulid_valid(id);
}

void
newest_raise(int root)
{
	int fd = openat(root, SPOOL_NEWEST, O_RDONLY | O_CLOEXEC);
	char id[ULID_LEN + 1];

	if (fd == -1)
		return;
	if (read_id(fd, id))
		ulid_raise(id);
	close(fd);
}

void
newest_note(int root, const char *id)
{
	int64_t now_ms = clock_ms();
	int err = errno;
	char kept[ULID_LEN + 1];
	int fd = openat(root, SPOOL_NEWEST, O_RDWR | O_CREAT | O_CLOEXEC, 0644);

	if (fd == -1)
		goto out;
	/* or two that note at once might keep the lesser id */
	flock(fd, LOCK_EX);
	if (!ulid_ahead(id, now_ms) &&
	    (!read_id(fd, kept) || ulid_newer(id, kept, now_ms)) &&
	    pwrite(fd, id, ULID_LEN, 0) == -1)
		unlinkat(root, SPOOL_NEWEST, 0); /* nothing is kept, not half */
	close(fd);
out:
	errno = err;
}
