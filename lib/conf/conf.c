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

enum { SECRET_MAX = 4096 }; /* bytes of a secret's file */

/* Names that start with AMB_ and are not settings. */
static const char *const internal[] = {
    "AMB_CONFIG", "AMB_DEADLINE_MS", "AMB_IMAGE_OUT"};

static char *values[CONF_COUNT];
/* By which of its names a setting was given. */
static enum { NO_NAME, ALIAS, NAME } given[CONF_COUNT];

/* name is the name or alias by which the value was given. */
static void
set(enum conf_key key, const char *name, const char *text)
{
	char why[WHY_MAX];
	const char *value = conf_check(&conf_table[key], name, text, why);

	if (value == NULL)
		die_msg(EX_CONFIG, "%s", why);
	if (name == conf_table[key].alias && given[key] == NAME)
		return;
	given[key] = name == conf_table[key].alias ? ALIAS : NAME;
	free(values[key]);
	values[key] = strdup(value);
	if (values[key] == NULL)
		die_errno(EX_OSERR, "cannot store %s", name);
}

/* The first line of a secret's file. */
static void
set_from_file(enum conf_key key, const char *path)
{
	const char *name = conf_table[key].name;
	char *text = io_read_file(path, SECRET_MAX, NULL);

	if (text == NULL)
		die_errno(EX_CONFIG, "cannot read %s_FILE", name);
	text[strcspn(text, "\r\n")] = '\0';
	set(key, name, text);
	free(text);
}

/* Whether name, of len bytes, is this known one, which may be NULL. */
static bool
is(const char *name, size_t len, const char *known)
{
	/* the first byte, as most of what is asked here differs in it */
	return known != NULL && known[0] == name[0] &&
	       strncmp(known, name, len) == 0 && known[len] == '\0';
}

/* The length of name without "_FILE" at its end, or 0 when it has none. */
static size_t
without_file(const char *name, size_t len)
{
	return len > 5 && strncmp(name + len - 5, "_FILE", 5) == 0 ? len - 5
								   : 0;
}

/* Set one NAME to text.  Returns whether the name is known. */
static bool
set_named(const char *name, size_t len, const char *text)
{
	const struct conf_entry *e = conf_table;
	size_t secret_len = without_file(name, len);
	size_t i;

	for (i = 0; i < CONF_COUNT; i++, e++) {
		if (is(name, len, e->name))
			set((enum conf_key)i, e->name, text);
		else if (is(name, len, e->alias))
			set((enum conf_key)i, e->alias, text);
		else if (e->kind == KIND_SECRET &&
			 is(name, secret_len, e->name))
			set_from_file((enum conf_key)i, text);
		else
			continue;
		return true;
	}
	for (i = 0; i < sizeof(internal) / sizeof(internal[0]); i++)
		if (is(name, len, internal[i]))
			return true;
	return false;
}

static void
set_named_or_die(const char *name, size_t len, const char *text)
{
	if (!set_named(name, len, text) && strncmp(name, "AMB_", 4) == 0)
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
	FILE *f = fopen(path, "re");
	char *line = NULL;
	size_t size = 0;
	char *name;
	char *eq;
	int n = 0;

	if (f == NULL)
		die_errno(EX_CONFIG, "cannot open AMB_CONFIG '%s'", path);
	while (getline(&line, &size, f) != -1) {
		n++;
		name = line + strspn(line, " \t");
		if (strchr("#;\r\n", *name) != NULL)
			continue;
		eq = strchr(name, '=');
		if (eq == NULL)
			die_msg(
			    EX_CONFIG, "no '=' in line %d of '%s'", n, path);
		set_named_or_die(name, (size_t)(eq - name), unquote(eq + 1));
	}
	if (ferror(f))
		die_errno(EX_CONFIG, "cannot read AMB_CONFIG '%s'", path);
	free(line);
	fclose(f);
}

static const char *
default_of(const struct conf_entry *e)
{
	if (e->value != NULL)
		return e->value;
	return e->kind == KIND_PATH ? paths_default(e->where) : "";
}

void
conf_load_or_die(const char *spool)
{
	const char *path = getenv("AMB_CONFIG");
	char **env;
	char *eq;
	int key;

	if (path != NULL && *path != '\0')
		load_file(path);
	for (env = environ; *env != NULL; env++) {
		eq = strchr(*env, '=');
		if (eq != NULL)
			set_named_or_die(*env, (size_t)(eq - *env), eq + 1);
	}
	if (spool != NULL)
		set(CONF_SPOOL, conf_name(CONF_SPOOL), spool);
	for (key = 0; key < CONF_COUNT; key++) {
		if (given[key] != NO_NAME)
			continue;
		values[key] = strdup(default_of(&conf_table[key]));
		if (values[key] == NULL)
			die_errno(EX_OSERR, "cannot store the settings");
	}
}

const char *
conf_str(enum conf_key key)
{
	return values[key];
}

bool
conf_given(enum conf_key key)
{
	return given[key] != NO_NAME;
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
	return conf_table[key].kind == KIND_PATH;
}

bool
conf_is_secret(enum conf_key key)
{
	return conf_table[key].kind == KIND_SECRET;
}

char *
conf_read_share(const char *name, size_t max)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/%s", conf_str(CONF_SHARE), name);
	return io_read_file(path, max, NULL);
}
