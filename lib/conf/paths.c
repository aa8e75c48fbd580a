#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "conf/paths.h"

/*
 * Seen from the folder of the program; those that begin with ":" are absolute.
 * In the order they are looked for: a tool and a helper that are installed, the
 * same of a checkout, where both are in one folder, and a sanitizer's build,
 * which lies one deeper.
 */
static const char *const layouts[][PATH_COUNT] = {
    {
	[PATH_SPOOL] = ":/var/spool/amb",
	[PATH_SHARE] = "/../share/amb",
	[PATH_BINDIR] = "",
	[PATH_LIBEXEC] = "/../libexec/amb",
    },
    {
	[PATH_SPOOL] = ":/var/spool/amb",
	[PATH_SHARE] = "/../../share/amb",
	[PATH_BINDIR] = "/../../bin",
	[PATH_LIBEXEC] = "",
    },
    {
	[PATH_SPOOL] = "/../spool",
	[PATH_SHARE] = "/../etc",
	[PATH_BINDIR] = "",
	[PATH_LIBEXEC] = "",
    },
    {
	[PATH_SPOOL] = "/../../spool",
	[PATH_SHARE] = "/../../etc",
	[PATH_BINDIR] = "",
	[PATH_LIBEXEC] = "",
    },
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

static const char *const *
layout(void)
{
	const size_t n = sizeof(layouts) / sizeof(layouts[0]);
	char path[PATH_MAX + 32];
	size_t i;

	for (i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "%s%s/lexicon", bindir(),
		    layouts[i][PATH_SHARE]);
		if (access(path, F_OK) == 0)
			return layouts[i];
	}
	return layouts[0];
}

const char *
paths_default(enum path which)
{
	static char path[PATH_MAX + 32];
	const char *tail = layout()[which];

	if (tail[0] == ':')
		return tail + 1;
	snprintf(path, sizeof(path), "%s%s", bindir(), tail);
	return path;
}
