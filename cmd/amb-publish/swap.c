#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/io.h"
#include "spool/layout.h"
#include "spool/spool.h"
#include "swap.h"

/* Whether the file holds just this. */
static bool
holds(const char *name, const struct text *t)
{
	size_t len;
	char *data = spool_read(name, t->len, &len);
	bool same =
	    data != NULL && len == t->len && memcmp(data, t->data, len) == 0;

	free(data);
	return same;
}

/* Open the spare file to write it: the old one if nobody reads it any more. */
static int
open_spare(const char *spare)
{
	int fd = openat(spool_fd(), spare, O_WRONLY | O_CLOEXEC);

	if (fd != -1 && fcntl(fd, F_SETLEASE, F_WRLCK) == 0)
		return fd;
	if (fd != -1)
		close(fd);
	unlinkat(spool_fd(), spare, 0);
	return openat(
	    spool_fd(), spare, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
}

/* To the nanosecond, as it is a part of the ETag. */
static int
set_time(int fd)
{
	struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}};

	clock_gettime(CLOCK_REALTIME, &times[1]);
	return futimens(fd, times);
}

/* Cut off what is left of a longer one. */
static int
cut(int fd, size_t len)
{
	struct stat st;

	if (fstat(fd, &st) == 0 && st.st_size == (off_t)len)
		return 0;
	return ftruncate(fd, (off_t)len);
}

static int
write_spare(const char *spare, const struct text *t)
{
	int fd = open_spare(spare);
	int rc;

	if (fd == -1)
		return -1;
	rc = io_write_all(fd, t->data, t->len);
	if (rc == 0)
		rc = cut(fd, t->len);
	if (rc == 0)
		rc = set_time(fd);
	return close(fd) == -1 ? -1 : rc;
}

static int
write_in_folder(const char *zone, const char *spare, const struct text *t)
{
	char folder[SPOOL_NAME_MAX];

	if (write_spare(spare, t) == 0)
		return 0;
	if (errno != ENOENT ||
	    mkdirat(spool_fd(), layout_in(folder, SPOOL_STATE, zone), 0755) ==
		-1)
		return -1;
	return write_spare(spare, t);
}

/*
 * Two files take turns: the spare one is written in place and then exchanged
 * for the one that is read.  To make a new one each time costs twenty times as
 * much, as its blocks must be found and, on ext4, written before the rename.
 */
int
swap_file(
    const char *zone, const char *file, const struct text *t, bool compare)
{
	char hidden[SPOOL_NAME_MAX];
	char spare[SPOOL_NAME_MAX];
	char name[SPOOL_NAME_MAX];

	layout_state(name, zone, file);
	if (compare && holds(name, t))
		return 0;
	snprintf(hidden, sizeof(hidden), ".%s", file);
	layout_state(spare, zone, hidden);
	if (write_in_folder(zone, spare, t) == -1)
		return -1;
	if (renameat2(spool_fd(), spare, spool_fd(), name, RENAME_EXCHANGE) ==
	    0)
		return 0;
	/* the first time, or on a file system that cannot exchange */
	return renameat(spool_fd(), spare, spool_fd(), name);
}
