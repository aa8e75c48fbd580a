/*
 * amb-gc - remove what is old from a spool
 *
 * reads, removes	done/, failed/, tmp/	the spool
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/options.h"
#include "conf/conf.h"
#include "spool/age.h"
#include "spool/spool.h"

struct prune {
	bool dry;
	int removed;
	int64_t old_ms; /* what was made before this is removed */
	int err;	/* errno of a failure, or 0 */
};

static void
drop(struct prune *p, const char *name)
{
	if (p->dry)
		printf("%s\n", name);
	else if (spool_remove_tree(name) == -1)
		p->err = errno;
	p->removed++;
}

/* The files of a job that is not finished are kept. */
static bool
unfinished(const char *file)
{
	char queued[SPOOL_NAME_MAX];
	char active[SPOOL_NAME_MAX];

	return spool_has(layout_job(queued, SPOOL_QUEUE, file)) ||
	       spool_has(layout_job(active, SPOOL_ACTIVE, file));
}

/* What is removed from a folder. */
static const struct rule {
	const char *folder;
	enum conf_key keep;		 /* how many of the newest are kept */
	bool (*stays)(const char *file); /* or NULL */
} rules[] = {
    {SPOOL_DONE, CONF_KEEP_DONE, unfinished},
    {SPOOL_FAILED, CONF_KEEP_FAILED, NULL},
};
enum { RULES = sizeof(rules) / sizeof(rules[0]) };

static void
prune_folder(struct prune *p, const struct rule *rule)
{
	char name[SPOOL_NAME_MAX];
	char **names;
	int n = age_list(rule->folder, &names);
	int over = n - conf_int(rule->keep);
	int i;

	for (i = 0; i < n; i++) {
		if (rule->stays != NULL && rule->stays(names[i]))
			continue;
		if (i < over || age_made_ms(rule->folder, names[i]) < p->old_ms)
			drop(p, layout_in(name, rule->folder, names[i]));
	}
	spool_list_free(names, n);
}

static void
prune_spool(struct prune *p)
{
	size_t i;

	p->old_ms =
	    clock_ms() - (int64_t)(conf_num(CONF_KEEP_DAYS) * CLOCK_DAY_MS);
	for (i = 0; i < RULES; i++)
		prune_folder(p, &rules[i]);
	p->removed += spool_sweep(p->dry);
}

int
main(int argc, char *argv[])
{
	const char *dir = NULL;
	bool verbose = false;
	struct prune p = {0};
	const struct option_row rows[] = {
	    {'d', NULL, "spool", "use this spool, not AMB_SPOOL", NULL, &dir},
	    {'n', NULL, NULL, "remove nothing; print what would go", &p.dry,
		NULL},
	    {'v', NULL, NULL, "report how many were removed", &verbose, NULL},
	    {0}};
	const struct options options = {
	    "amb-gc", "[-hnvV] [-d spool]", rows, 0};

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	conf_load_or_die(dir);
	spool_open_or_die();
	prune_spool(&p);
	errno = p.err;
	if (p.err != 0)
		die_errno(EX_CANTCREAT, "some files could not be removed");
	if (verbose)
		warn_msg(
		    "%d %s", p.removed, p.dry ? "would be removed" : "removed");
	return stdout_close();
}
