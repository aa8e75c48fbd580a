#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "conf/paths.h"

/*
 * In the order of enum path, relative to the folder of the program; ":" marks
 * an absolute path.  The first row whose share folder exists counts.
 */
static const char *const layouts[][PATH_COUNT] = {
    /* an installed tool, and an installed helper */
    {":/var/spool/amb", "/../share/amb", "", "/../libexec/amb"},
    {":/var/spool/amb", "/../../share/amb", "/../../bin", ""},
    /* a checkout, and a sanitizer's build, which is one folder deeper */
    {"/../spool", "/../etc", "", ""},
    {"/../../spool", "/../../etc", "", ""},
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
