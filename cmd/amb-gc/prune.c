#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "conf/conf.h"
#include "prune.h"
#include "spool/events.h"
#include "spool/layout.h"
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
		remove_tree(layout_in(inner, name, names[i]));
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

/* The id says when a thing was made, else the file does. */
static int64_t
made_ms(const char *folder, const char *file)
{
	char id[ULID_LEN + 1];
	char name[SPOOL_NAME_MAX];
	struct stat st;

	if (layout_id(file, id))
		return ulid_ms(id);
	layout_in(name, folder, file);
	if (fstatat(spool_fd(), name, &st, AT_SYMLINK_NOFOLLOW) == -1)
		return INT64_MAX;
	return (int64_t)st.st_mtim.tv_sec * 1000;
}

/* A job that is not finished keeps what it has made so far. */
static bool
unfinished(const struct prune *p, const char *file)
{
	char queued[SPOOL_NAME_MAX];
	char active[SPOOL_NAME_MAX];

	(void)p;
	return spool_has(layout_queued(queued, file)) ||
	       spool_has(layout_active(active, file));
}

static bool
unread(const struct prune *p, const char *file)
{
	return layout_seq(file) > p->passed;
}

/* What may go from a folder: all but the newest, and what is too old. */
struct rule {
	const char *folder;
	enum conf_key keep; /* how many of the newest stay */
	bool ages;	    /* these go too, after AMB_KEEP_DAYS */
	bool (*stays)(const struct prune *p, const char *file); /* or NULL */
};

static const struct rule rules[] = {
    {SPOOL_DONE, CONF_KEEP_DONE, true, unfinished},
    {SPOOL_FAILED, CONF_KEEP_FAILED, true, NULL},
    {SPOOL_EVENTS, CONF_KEEP_EVENTS, true, unread},
};
enum { RULES = sizeof(rules) / sizeof(rules[0]) };

static void
prune_folder(struct prune *p, const struct rule *rule)
{
	char name[SPOOL_NAME_MAX];
	char **names;
	int n = spool_list(rule->folder, &names);
	int over = n - conf_int(rule->keep);
	int i;

	for (i = 0; i < n; i++) {
		if (rule->stays != NULL && rule->stays(p, names[i]))
			continue;
		if (i < over ||
		    (rule->ages && made_ms(rule->folder, names[i]) < p->old_ms))
			drop(p, layout_in(name, rule->folder, names[i]));
	}
	if (n != -1)
		spool_list_free(names, n);
}

/* Undo must work however long no instruction came: only their number counts. */
static void
prune_histories(struct prune *p)
{
	char name[SPOOL_NAME_MAX];
	const struct rule rule = {name, CONF_KEEP_HISTORY, false, NULL};
	char **zones;
	int n = spool_list(SPOOL_STATE, &zones);
	int i;

	for (i = 0; i < n; i++) {
		layout_history(name, zones[i]);
		prune_folder(p, &rule);
	}
	if (n != -1)
		spool_list_free(zones, n);
}

/* Where the slowest courier is; the newest event always stays. */
static long
passed(void)
{
	long least = events_newest() - 1;
	char **names;
	int n = spool_list(SPOOL_CURSOR, &names);
	long at;
	int i;

	for (i = 0; i < n; i++) {
		at = events_cursor(names[i]);
		if (at < least)
			least = at;
	}
	if (n != -1)
		spool_list_free(names, n);
	return least;
}

int
prune_all(bool dry, int *removed)
{
	struct prune p = {.dry = dry};
	size_t i;

	p.old_ms = clock_ms() - (int64_t)(conf_num(CONF_KEEP_DAYS) * DAY_MS);
	p.passed = passed();
	for (i = 0; i < RULES; i++)
		prune_folder(&p, &rules[i]);
	p.removed += spool_sweep(dry);
	prune_histories(&p);
	*removed += p.removed;
	return p.rc;
}
