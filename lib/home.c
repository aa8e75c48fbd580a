#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "diag.h"
#include "home.h"

/* Layouts in the order they are looked for; sanitizer builds lie one deeper. */
static const struct layout {
	const char *share;
	const char *libexec;
	const char *spool;
} layouts[] = {
    {"/../share/amb", "/../libexec/amb", NULL},
    {"/../etc", "", "/../spool"},
    {"/../../etc", "", "/../../spool"},
};

static const char *
bindir(void)
{
	static char dir[PATH_MAX];
	ssize_t n;

	if (dir[0] != '\0')
		return dir;
	n = readlink("/proc/self/exe", dir, sizeof(dir) - 1);
	if (n == -1)
		die_errno(EX_OSERR, "cannot read /proc/self/exe");
	dir[n] = '\0';
	*strrchr(dir, '/') = '\0';
	return dir;
}

static const struct layout *
layout(void)
{
	const size_t n = sizeof(layouts) / sizeof(layouts[0]);
	char path[PATH_MAX + 32];
	size_t i;

	for (i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "%s%s/lexicon", bindir(),
		    layouts[i].share);
		if (access(path, F_OK) == 0)
			return &layouts[i];
	}
	return &layouts[0];
}

const char *
home_path(const char *name)
{
	static char path[PATH_MAX + 32];
	const struct layout *l = layout();
	const char *tail = "";

	if (strcmp(name, "AMB_SPOOL") == 0) {
		if (l->spool == NULL)
			return "/var/spool/amb";
		tail = l->spool;
	} else if (strcmp(name, "AMB_SHARE") == 0) {
		tail = l->share;
	} else if (strcmp(name, "AMB_LIBEXEC") == 0) {
		tail = l->libexec;
	}
	snprintf(path, sizeof(path), "%s%s", bindir(), tail);
	return path;
}
