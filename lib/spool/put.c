#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/io.h"
#include "json/msg.h"
#include "spool/age.h"
#include "spool/layout.h"
#include "spool/lock.h"
#include "spool/spool.h"

#define SPOOL_WRITING "w." /* how spool_write() names its files */

enum {
	OURS_MS = 10 * 1000,	 /* more than spool_write() needs */
	FOREIGN_MS = 3600 * 1000 /* more than any upload or helper needs */
};

/* With the time, as two containers may have processes of the same number. */
static void
tmp_name(char *buf, size_t i)
{
	static unsigned seq;

	snprintf(buf, SPOOL_NAME_MAX,
	    SPOOL_TMP "/" SPOOL_WRITING "%lld.%ld.%u.%zu",
	    (long long)clock_elapsed_ns(), (long)getpid(), seq++, i);
}

static int
write_tmp(const char *tmp, const struct spool_file *file, bool sync)
{
	int err;
	int fd;
	int rc;

	fd = openat(
	    spool_fd(), tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (fd == -1)
		return -1;
	flock(fd, LOCK_EX); /* spool_sweep() leaves it alone */
	rc = io_write_all(fd, file->data, file->len);
	if (rc == 0 && sync)
		rc = fsync(fd);
	err = errno;
	if (close(fd) == -1 && rc == 0)
		return -1;
	errno = err;
	return rc;
}

static bool
same_folder(const char *a, const char *b)
{
	const char *slash = strrchr(a, '/');
	size_t n = slash != NULL ? (size_t)(slash - a) + 1 : 0;

	return strncmp(a, b, n) == 0 && strchr(b + n, '/') == NULL;
}

static int
rename_all(char (*tmp)[SPOOL_NAME_MAX], const struct spool_file *files,
    size_t n, bool sync)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (renameat(spool_fd(), tmp[i], spool_fd(), files[i].name) ==
		    -1)
			return -1;
	for (i = 0; i < n && sync; i++)
		if ((i == 0 ||
			!same_folder(files[i - 1].name, files[i].name)) &&
		    spool_sync(files[i].name) == -1)
			return -1;
	return 0;
}

static int
put(const struct spool_file *files, size_t n, bool sync)
{
	char(*tmp)[SPOOL_NAME_MAX] = calloc(n, sizeof(*tmp));
	int rc = 0;
	int err;
	size_t i;

	if (tmp == NULL)
		return -1;
	for (i = 0; i < n; i++)
		tmp_name(tmp[i], i);
	for (i = 0; i < n && rc == 0; i++)
		rc = write_tmp(tmp[i], &files[i], sync);
	if (rc == 0)
		rc = rename_all(tmp, files, n, sync);
	err = errno;
	if (rc == -1)
		for (i = 0; i < n; i++)
			unlinkat(spool_fd(), tmp[i], 0);
	free(tmp);
	errno = err;
	return rc;
}

int
spool_write(const struct spool_file *files, size_t n)
{
	return put(files, n, true);
}

int
spool_put(const char *name, const void *data, size_t len)
{
	struct spool_file file = {name, data, len};

	return put(&file, 1, true);
}

static int
put_json(const char *name, jv msg, bool sync)
{
	struct spool_file file = {.name = name};
	char *text = msg_text(msg, &file.len);
	int rc;

	text[file.len++] = '\n'; /* in place of the NUL */
	file.data = text;
	rc = put(&file, 1, sync);
	free(text);
	return rc;
}

int
spool_put_json(const char *name, jv msg)
{
	return put_json(name, msg, true);
}

int
spool_put_json_unsynced(const char *name, jv msg)
{
	return put_json(name, msg, false);
}

/* Whether no process writes this file, which is locked. */
static bool
orphan(const char *file)
{
	bool ours = strncmp(file, SPOOL_WRITING, strlen(SPOOL_WRITING)) == 0;

	/* ours is unlocked before its flock() and between close() and rename */
	return clock_ms() - age_made_ms(SPOOL_TMP, file) >
	       (ours ? OURS_MS : FOREIGN_MS);
}

int
spool_sweep(bool dry)
{
	char name[SPOOL_NAME_MAX];
	char **names;
	int found = 0;
	int n = spool_list(SPOOL_TMP, &names);
	int fd;
	int i;

	for (i = 0; i < n; i++) {
		fd = spool_lock_file(layout_in(name, SPOOL_TMP, names[i]));
		if (fd == -1)
			continue;
		if (orphan(names[i])) {
			found++;
			if (!dry)
				spool_remove(name);
		}
		close(fd);
	}
	spool_list_free(names, n);
	return found;
}
