#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "conf.h"
#include "diag.h"
#include "msg.h"
#include "spool.h"

static int root = -1;

int
spool_open(void)
{
	static const char *const dirs[] = {"tmp", "queue", "active", "done",
	    "failed", "events", "cursor", "state"};
	const char *path = conf_str(CONF_SPOOL);
	size_t i;

	/* a file-size limit must be an error, not a death */
	signal(SIGXFSZ, SIG_IGN);
	if (mkdir(path, 0755) == -1 && errno != EEXIST)
		return -1;
	root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (root == -1)
		return -1;
	for (i = 0; i < sizeof(dirs) / sizeof(dirs[0]); i++)
		if (spool_mkdir(dirs[i]) == -1)
			return -1;
	return 0;
}

void
spool_open_or_die(void)
{
	if (spool_open() == -1)
		die_errno(EX_CANTCREAT, "cannot open spool '%s'",
		    conf_str(CONF_SPOOL));
}

int
spool_fd(void)
{
	return root;
}

static int
write_all(int fd, const char *p, size_t len)
{
	ssize_t n;

	while (len > 0) {
		n = write(fd, p, len);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return -1;
		p += n;
		len -= (size_t)n;
	}
	return 0;
}

static int
sync_close(int fd, int rc)
{
	int err;

	if (rc == 0)
		rc = fsync(fd);
	err = errno;
	if (close(fd) == -1 && rc == 0)
		return -1;
	errno = err;
	return rc;
}

/* The folder part of name; "." when it has none. */
static void
folder(const char *name, char dir[SPOOL_NAME_MAX])
{
	const char *slash = strrchr(name, '/');

	if (slash == NULL)
		snprintf(dir, SPOOL_NAME_MAX, ".");
	else
		snprintf(
		    dir, SPOOL_NAME_MAX, "%.*s", (int)(slash - name), name);
}

static int
sync_folder(const char *dir)
{
	int fd = openat(root, dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	return fd == -1 ? -1 : sync_close(fd, 0);
}

static char *
tmp_name(char *buf, size_t i)
{
	static unsigned seq;

	if (i == 0)
		seq++;
	return spool_name(buf, "tmp/%ld.%u.%zu", (long)getpid(), seq, i);
}

static int
write_tmp(const char *tmp, const struct spool_file *file)
{
	int fd;

	/* a name left by a dead process that had our number */
	unlinkat(root, tmp, 0);
	fd = openat(root, tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (fd == -1)
		return -1;
	return sync_close(fd, write_all(fd, file->data, file->len));
}

static int
rename_all(
    char (*tmp)[SPOOL_NAME_MAX], const struct spool_file *files, size_t n)
{
	char last[SPOOL_NAME_MAX] = "";
	char dir[SPOOL_NAME_MAX];
	size_t i;

	for (i = 0; i < n; i++)
		if (renameat(root, tmp[i], root, files[i].name) == -1)
			return -1;
	for (i = 0; i < n; i++) {
		folder(files[i].name, dir);
		if (strcmp(dir, last) != 0 && sync_folder(dir) == -1)
			return -1;
		snprintf(last, sizeof(last), "%s", dir);
	}
	return 0;
}

int
spool_write(const struct spool_file *files, size_t n)
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
		rc = write_tmp(tmp[i], &files[i]);
	if (rc == 0)
		rc = rename_all(tmp, files, n);
	err = errno;
	if (rc == -1)
		for (i = 0; i < n; i++)
			unlinkat(root, tmp[i], 0);
	free(tmp);
	errno = err;
	return rc;
}

int
spool_put(const char *name, const void *data, size_t len)
{
	struct spool_file file = {name, data, len};

	return spool_write(&file, 1);
}

int
spool_put_json(const char *name, jv msg)
{
	size_t len;
	char *text = msg_text(msg, &len);
	int rc;

	text[len++] = '\n'; /* in place of the NUL */
	rc = spool_put(name, text, len);
	free(text);
	return rc;
}

static char *
read_all(int fd, size_t size, size_t *len)
{
	char *buf = malloc(size + 1);
	ssize_t n = 1;

	*len = 0;
	while (buf != NULL && *len < size && n != 0) {
		n = read(fd, buf + *len, size - *len);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1) {
			free(buf);
			return NULL;
		}
		*len += (size_t)n;
	}
	if (buf != NULL)
		buf[*len] = '\0';
	return buf;
}

char *
spool_read(const char *name, size_t max, size_t *len)
{
	int fd = openat(root, name, O_RDONLY | O_CLOEXEC);
	char *buf = NULL;
	struct stat st;
	int err;

	if (fd == -1)
		return NULL;
	if (fstat(fd, &st) == 0) {
		errno = EFBIG;
		if ((size_t)st.st_size <= max)
			buf = read_all(fd, (size_t)st.st_size, len);
	}
	err = errno;
	close(fd);
	errno = err;
	return buf;
}

jv
spool_json(const char *name)
{
	size_t len;
	char *text = spool_read(name, MSG_MAX, &len);
	jv msg;

	if (text == NULL && errno == ENOENT)
		return jv_invalid();
	if (text == NULL)
		return msg_bad("cannot read '%s': %s", name, strerror(errno));
	msg = msg_parse(text, len);
	free(text);
	return msg;
}

bool
spool_has(const char *name)
{
	return faccessat(root, name, F_OK, 0) == 0;
}

int
spool_mkdir(const char *name)
{
	char dir[SPOOL_NAME_MAX];

	if (mkdirat(root, name, 0755) == 0) {
		folder(name, dir);
		return sync_folder(dir);
	}
	return errno == EEXIST ? 0 : -1;
}

int
spool_move(const char *from, const char *to)
{
	char dir[SPOOL_NAME_MAX];

	if (renameat(root, from, root, to) == -1)
		return -1;
	folder(to, dir);
	return sync_folder(dir);
}

int
spool_remove(const char *name)
{
	return unlinkat(root, name, 0) == -1 && errno != ENOENT ? -1 : 0;
}

int
spool_lock(const char *name)
{
	int fd = openat(root, name, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	int err;

	if (fd == -1)
		return -1;
	while (flock(fd, LOCK_EX) == -1) {
		if (errno == EINTR)
			continue;
		err = errno;
		close(fd);
		errno = err;
		return -1;
	}
	return fd;
}

static int
visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

int
spool_list(const char *dir, char ***names)
{
	struct dirent **entries;
	int n = scandirat(root, dir, &entries, visible, alphasort);
	int i;

	if (n == -1)
		return -1;
	*names = calloc((size_t)n + 1, sizeof(**names));
	if (*names == NULL)
		die_errno(EX_OSERR, "cannot list '%s'", dir);
	for (i = 0; i < n; i++) {
		(*names)[i] = strdup(entries[i]->d_name);
		if ((*names)[i] == NULL)
			die_errno(EX_OSERR, "cannot list '%s'", dir);
		free(entries[i]);
	}
	free(entries);
	return n;
}

void
spool_list_free(char **names, int n)
{
	while (n > 0)
		free(names[--n]);
	free(names);
}

int
spool_count(const char *dir)
{
	int fd = openat(root, dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct dirent *entry;
	int n = 0;
	DIR *d;

	if (fd == -1 || (d = fdopendir(fd)) == NULL)
		return -1;
	while ((entry = readdir(d)) != NULL)
		n += visible(entry);
	closedir(d);
	return n;
}

char *
spool_name(char *buf, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(buf, SPOOL_NAME_MAX, fmt, ap);
	va_end(ap);
	return buf;
}

char *
spool_path(const char *name)
{
	char full[PATH_MAX];
	char *path;

	snprintf(full, sizeof(full), "/proc/self/fd/%d", root);
	path = malloc(PATH_MAX + SPOOL_NAME_MAX);
	if (path == NULL || realpath(full, path) == NULL)
		die_errno(
		    EX_OSERR, "cannot find spool '%s'", conf_str(CONF_SPOOL));
	snprintf(path + strlen(path), SPOOL_NAME_MAX, "/%s", name);
	return path;
}
