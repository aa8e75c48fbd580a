#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "conf/conf.h"
#include "prune.h"
#include "scene/ulid.h"
#include "spool/spool.h"

enum { DAY_MS = 86400 * 1000 };

struct prune {
	bool dry;
	int removed;
	int64_t old_ms; /* older than this is too old */
	long passed;	/* the newest event that all couriers have passed */
	int rc;
};

static int
remove_tree(const char *name)
{
	char inner[SPOOL_NAME_MAX];
	char **names;
	int n;
	int i;

	if (unlinkat(spool_fd(), name, 0) == 0 || errno == ENOENT)
		return 0;
	if (errno != EISDIR)
		return -1;
	n = spool_list(name, &names);
	if (n == -1)
		return -1;
	for (i = 0; i < n; i++)
		remove_tree(spool_name(inner, "%s/%s", name, names[i]));
	spool_list_free(names, n);
	return unlinkat(spool_fd(), name, AT_REMOVEDIR);
}

static void
drop(struct prune *p, const char *name)
{
	if (p->dry)
		printf("%s\n", name);
	else if (remove_tree(name) == -1)
		p->rc = -1;
	p->removed++;
}

/* When the thing of this name was made. */
static int64_t
made_ms(const char *folder, const char *file)
{
	char id[ULID_LEN + 1];
	char name[SPOOL_NAME_MAX];
	struct stat st;

	snprintf(id, sizeof(id), "%s", file);
	if (ulid_valid(id))
		return ulid_ms(id);
	spool_name(name, "%s/%s", folder, file);
	if (fstatat(spool_fd(), name, &st, AT_SYMLINK_NOFOLLOW) == -1)
		return INT64_MAX;
	return (int64_t)st.st_mtim.tv_sec * 1000;
}

static bool
too_old(const struct prune *p, const char *folder, const char *file)
{
	return made_ms(folder, file) < p->old_ms;
}

/* A job that is not finished keeps what it has made so far. */
static bool
done_may_go(
    const struct prune *p, const char *folder, const char *file, bool over)
{
	char queued[SPOOL_NAME_MAX];
	char active[SPOOL_NAME_MAX];

	if (spool_has(spool_name(queued, "queue/%s.json", file)) ||
	    spool_has(spool_name(active, "active/%s.json", file)))
		return false;
	return over || too_old(p, folder, file);
}

static bool
failed_may_go(
    const struct prune *p, const char *folder, const char *file, bool over)
{
	return over || too_old(p, folder, file);
}

/* Undo must work however long nothing was said: only their number counts. */
static bool
history_may_go(
    const struct prune *p, const char *folder, const char *file, bool over)
{
	(void)p;
	(void)folder;
	(void)file;
	return over;
}

static bool
event_may_go(
    const struct prune *p, const char *folder, const char *file, bool over)
{
	return strtol(file, NULL, 10) <= p->passed &&
	       (over || too_old(p, folder, file));
}

/* The newest keep names of a folder stay; of the others may_go decides. */
static void
prune_folder(struct prune *p, const char *folder, int keep,
    bool (*may_go)(const struct prune *, const char *, const char *, bool))
{
	char name[SPOOL_NAME_MAX];
	char **names;
	int n = spool_list(folder, &names);
	int i;

	for (i = 0; i < n; i++)
		if (may_go(p, folder, names[i], i < n - keep))
			drop(p, spool_name(name, "%s/%s", folder, names[i]));
	if (n != -1)
		spool_list_free(names, n);
}

/* Where the slowest courier is; the newest event always stays. */
static long
passed(void)
{
	char name[SPOOL_NAME_MAX];
	char **names;
	long least = 0;
	size_t len;
	char *text;
	long at;
	int n = spool_list("events", &names);
	int i;

	if (n > 0)
		least = strtol(names[n - 1], NULL, 10) - 1;
	if (n != -1)
		spool_list_free(names, n);
	n = spool_list("cursor", &names);
	for (i = 0; i < n; i++) {
		text = spool_read(
		    spool_name(name, "cursor/%s", names[i]), 64, &len);
		at = text != NULL ? strtol(text, NULL, 10) : 0;
		if (at < least)
			least = at;
		free(text);
	}
	if (n != -1)
		spool_list_free(names, n);
	return least;
}

static void
prune_histories(struct prune *p)
{
	char name[SPOOL_NAME_MAX];
	char **zones;
	int n = spool_list("state", &zones);
	int i;

	for (i = 0; i < n; i++)
		prune_folder(p, spool_name(name, "state/%s/history", zones[i]),
		    conf_int(CONF_KEEP_HISTORY), history_may_go);
	if (n != -1)
		spool_list_free(zones, n);
}

int
prune_all(bool dry, int *removed)
{
	struct prune p = {.dry = dry};

	p.old_ms = clock_ms() - (int64_t)(conf_num(CONF_KEEP_DAYS) * DAY_MS);
	p.passed = passed();
	prune_folder(&p, "done", conf_int(CONF_KEEP_DONE), done_may_go);
	prune_folder(&p, "failed", conf_int(CONF_KEEP_FAILED), failed_may_go);
	prune_folder(&p, "events", conf_int(CONF_KEEP_EVENTS), event_may_go);
	p.removed += spool_sweep(dry);
	prune_histories(&p);
	*removed += p.removed;
	return p.rc;
}
