#include <fcntl.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/tz.h"

#define FOLDER "/usr/share/zoneinfo/"
#define MAGIC "TZif"

/* The parts of a TZ string. */
#define NAME "([A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)"
#define MORE "(:[0-5][0-9]){0,2}"
#define OFFSET "[+-]?([01]?[0-9]|2[0-4])" MORE
#define NUMBER "([0-9]{1,2}|[12][0-9]{2}|3[0-5][0-9]|36[0-5])"
#define DAY "(J?" NUMBER "|M([1-9]|1[0-2])\\.[1-5]\\.[0-6])"
#define RULE "," DAY "(/[+-]?(1[0-6])?[0-9]" MORE "|/[+-]?[0-9]{2}" MORE ")?"

static bool
has_file(const char *name)
{
	static const char ok[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "abcdefghijklmnopqrstuvwxyz0123456789_+-/";
	char path[sizeof(FOLDER) + TZ_MAX];
	char magic[sizeof(MAGIC) - 1] = "";
	bool is;
	int fd;

	if (name[0] == '/' || name[strspn(name, ok)] != '\0')
		return false;
	snprintf(path, sizeof(path), FOLDER "%s", name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		return false;
	is = read(fd, magic, sizeof(magic)) == (ssize_t)sizeof(magic) &&
	     memcmp(magic, MAGIC, sizeof(magic)) == 0;
	close(fd);
	return is;
}

static bool
is_rule(const char *name)
{
	regex_t form;
	bool is;

	if (regcomp(&form,
		"^" NAME OFFSET "(" NAME "(" OFFSET ")?(" RULE RULE ")?)?$",
		REG_EXTENDED | REG_NOSUB) != 0)
		return false;
	is = regexec(&form, name, 0, NULL, 0) == 0;
	regfree(&form);
	return is;
}

bool
tz_valid(const char *name)
{
	return strlen(name) < TZ_MAX && (has_file(name) || is_rule(name));
}

void
tz_use(const char *name)
{
	static bool known;
	static char *own; /* TZ as it was, or NULL */
	const char *tz = getenv("TZ");

	if (!known && tz != NULL)
		own = strdup(tz);
	known = true;
	tz = name[0] != '\0' ? name : own;
	if (tz != NULL)
		setenv("TZ", tz, 1);
	else
		unsetenv("TZ");
	tzset();
}
