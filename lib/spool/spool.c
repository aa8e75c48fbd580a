#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/io.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "spool/layout.h"
#include "spool/newest.h"
#include "spool/spool.h"

static int root = -1;

int
spool_open(void)
{
	static const char *const dirs[] = {SPOOL_TMP, SPOOL_QUEUE, SPOOL_ACTIVE,
	    SPOOL_DONE, SPOOL_FAILED, SPOOL_STATE};
	const char *path = conf_str(CONF_SPOOL);
	size_t i;

	/* a file-size limit must be an error, not a signal */
	signal(SIGXFSZ, SIG_IGN);
	if (mkdir(path, 0755) == -1 && errno != EEXIST)
		return -1;
	root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (root == -1)
		return -1;
	for (i = 0; i < sizeof(dirs) / sizeof(dirs[0]); i++)
		if (spool_mkdir(dirs[i]) == -1)
			return -1;
	spool_raise_ids();
	return 0;
}

void
spool_note_id(const char *id)
{
	newest_note(root, id);
}

void
spool_raise_ids(void)
{
	newest_raise(root);
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

int
spool_sync(const char *name)
{
	char copy[SPOOL_NAME_MAX];
	int err;
	int fd;
	int rc;

	snprintf(copy, sizeof(copy), "%s", name); /* dirname() changes it */
	fd = openat(root, dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd == -1)
		return -1;
	rc = fsync(fd);
	err = errno;
	close(fd);
	errno = err;
	return rc;
}

char *
spool_read(const char *name, size_t max, size_t *len)
{
	return io_read_at(root, name, max, len);
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
	if (mkdirat(root, name, 0755) == 0)
		return spool_sync(name);
	return errno == EEXIST ? 0 : -1;
}

int
spool_move(const char *from, const char *to)
{
	return renameat(root, from, root, to) == 0 ? spool_sync(to) : -1;
}

int
spool_remove(const char *name)
{
	return unlinkat(root, name, 0) == -1 && errno != ENOENT ? -1 : 0;
}

static int
visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int
real(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 &&
	       strcmp(entry->d_name, "..") != 0;
}

/* As spool_list(), of those that is_wanted(). */
static int
list(const char *dir, int (*is_wanted)(const struct dirent *), char ***names)
{
	struct dirent **entries;
	int n = scandirat(root, dir, &entries, is_wanted, alphasort);
	int i;

	*names = NULL;
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

static int
remove_tree(const char *name, int (*is_wanted)(const struct dirent *))
{
	char inner[SPOOL_NAME_MAX];
	char **names;
	int n;
	int i;

	if (unlinkat(root, name, 0) == 0 || errno == ENOENT)
		return 0;
	if (errno != EISDIR)
		return -1;
	n = list(name, is_wanted, &names);
	if (n == -1)
		return -1;
	for (i = 0; i < n; i++)
		remove_tree(layout_in(inner, name, names[i]), is_wanted);
	spool_list_free(names, n);
	return unlinkat(root, name, AT_REMOVEDIR);
}

int
spool_remove_tree(const char *name)
{
	return remove_tree(name, visible);
}

int
spool_remove_all(const char *name)
{
	return remove_tree(name, real);
}

int
spool_list(const char *dir, char ***names)
{
	return list(dir, visible, names);
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
