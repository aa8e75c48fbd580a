#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/io.h"
#include "conf/conf.h"
#include "conf/grid.h"
#include "conf/paths.h"

extern char **environ;

enum { LINE_MAX_BYTES = 4096, SECRET_MAX = 1024 };

/* Names that start with AMB_ and are not settings. */
static const char *const internal[] = {
    "AMB_CONFIG", "AMB_DEADLINE_MS", "AMB_IMAGE_OUT"};

static char *values[CONF_COUNT];
static bool given[CONF_COUNT];

static void
set(enum conf_key key, const char *text)
{
	free(values[key]);
	values[key] = strdup(conf_checked(&conf_table[key], text));
	if (values[key] == NULL)
		die_errno(EX_OSERR, "cannot keep %s", conf_table[key].name);
}

/* A secret's file holds one line. */
static void
set_from_file(enum conf_key key, const char *path)
{
	char line[SECRET_MAX] = "";
	FILE *f = fopen(path, "re");

	if (f == NULL)
		die_errno(
		    EX_CONFIG, "cannot open %s_FILE", conf_table[key].name);
	if (fgets(line, sizeof(line), f) == NULL && ferror(f))
		die_errno(
		    EX_CONFIG, "cannot read %s_FILE", conf_table[key].name);
	fclose(f);
	line[strcspn(line, "\r\n")] = '\0';
	set(key, line);
}

/*
 * Take one NAME and its text, if the table has it.  Returns whether it does.
 */
static bool
take(const char *name, size_t len, const char *text)
{
	size_t n;
	int key;

	for (key = 0; key < CONF_COUNT; key++) {
		n = strlen(conf_table[key].name);
		if (strncmp(name, conf_table[key].name, n) != 0 || len < n)
			continue;
		given[key] |= len == n;
		if (len == n) {
			set((enum conf_key)key, text);
			return true;
		}
		if (conf_table[key].kind == SECRET && len == n + 5 &&
		    strncmp(name + n, "_FILE", 5) == 0) {
			set_from_file((enum conf_key)key, text);
			return true;
		}
	}
	for (n = 0; n < sizeof(internal) / sizeof(internal[0]); n++)
		if (strlen(internal[n]) == len &&
		    strncmp(name, internal[n], len) == 0)
			return true;
	return false;
}

static void
take_or_die(const char *name, size_t len, const char *text)
{
	if (!take(name, len, text) && strncmp(name, "AMB_", 4) == 0)
		die_msg(EX_CONFIG, "unknown setting '%.*s'", (int)len, name);
}

/* Strip white space and one pair of quotes around text, in place. */
static char *
unquote(char *text)
{
	size_t n;

	text += strspn(text, " \t");
	n = strlen(text);
	while (n > 0 && strchr(" \t\r\n", text[n - 1]) != NULL)
		text[--n] = '\0';
	if (n >= 2 && (text[0] == '"' || text[0] == '\'') &&
	    text[n - 1] == text[0]) {
		text[n - 1] = '\0';
		text++;
	}
	return text;
}

static void
load_file(const char *path)
{
	char line[LINE_MAX_BYTES];
	FILE *f = fopen(path, "re");
	char *name;
	char *eq;
	int n = 0;

	if (f == NULL)
		die_errno(EX_CONFIG, "cannot open AMB_CONFIG '%s'", path);
	while (fgets(line, sizeof(line), f) != NULL) {
		n++;
		name = line + strspn(line, " \t");
		if (strchr("#;\r\n", *name) != NULL)
			continue;
		eq = strchr(name, '=');
		if (eq == NULL)
			die_msg(
			    EX_CONFIG, "no '=' in line %d of '%s'", n, path);
		take_or_die(name, (size_t)(eq - name), unquote(eq + 1));
	}
	if (ferror(f))
		die_errno(EX_CONFIG, "cannot read AMB_CONFIG '%s'", path);
	fclose(f);
}

void
conf_load_or_die(const char *spool)
{
	const char *path = getenv("AMB_CONFIG");
	char **env;
	char *eq;
	int key;

	for (key = 0; key < CONF_COUNT; key++)
		if (conf_table[key].value != NULL)
			set((enum conf_key)key, conf_table[key].value);
	if (path != NULL && *path != '\0')
		load_file(path);
	for (env = environ; *env != NULL; env++) {
		eq = strchr(*env, '=');
		if (eq != NULL)
			take_or_die(*env, (size_t)(eq - *env), eq + 1);
	}
	if (spool != NULL)
		set(CONF_SPOOL, spool);
	for (key = 0; key < CONF_COUNT; key++)
		if (values[key] == NULL)
			set((enum conf_key)key,
			    conf_table[key].kind == PATH
				? paths_default(conf_table[key].where)
				: "");
}

const char *
conf_str(enum conf_key key)
{
	return values[key];
}

bool
conf_given(enum conf_key key)
{
	return given[key];
}

double
conf_num(enum conf_key key)
{
	return strtod(values[key], NULL);
}

int
conf_int(enum conf_key key)
{
	return (int)conf_num(key);
}

void
conf_grid(enum conf_key key, int *width, int *height)
{
	grid_parse(values[key], width, height);
}

const char *
conf_name(enum conf_key key)
{
	return conf_table[key].name;
}

bool
conf_is_path(enum conf_key key)
{
	return conf_table[key].kind == PATH;
}

bool
conf_is_secret(enum conf_key key)
{
	return conf_table[key].kind == SECRET;
}

char *
conf_read_share(const char *name, size_t max)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/%s", conf_str(CONF_SHARE), name);
	return io_read_file(path, max, NULL);
}
