#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "conf/conf.h"
#include "conf/upload.h"
#include "settings.h"

/* A path that holds wherever it is used; valid until the next call. */
static const char *
absolute(const char *path)
{
	static char full[PATH_MAX * 2];
	char here[PATH_MAX] = "";

	if (path[0] == '/')
		return path;
	if (getcwd(here, sizeof(here)) == NULL)
		die_errno(EX_OSERR, "cannot find the working directory");
	snprintf(full, sizeof(full), "%s/%s", here, path);
	return full;
}

/* text in quotes; lighttpd has no way to write all that it may hold. */
static void
quoted(const char *text)
{
	if (strpbrk(text, "\"\\\n") != NULL)
		die_msg(EX_CONFIG, "lighttpd cannot represent the value '%s'",
		    text);
	printf("\"%s\"", text);
}

static void
variable(const char *name, const char *text, const char *tail)
{
	printf("var.amb_%s = ", name);
	quoted(text);
	if (*tail != '\0') {
		printf(" + ");
		quoted(tail);
	}
	putchar('\n');
}

static void
pass(const char *name, const char *text)
{
	printf("\t\"%s\" => ", name);
	quoted(text);
	printf(",\n");
}

/* Of a secret only the name of its file. */
static void
pass_secret(const char *secret)
{
	const char *file;
	char name[64];

	snprintf(name, sizeof(name), "%s_FILE", secret);
	file = getenv(name);
	if (file != NULL && *file != '\0')
		pass(name, absolute(file));
}

/* lighttpd passes its own environment on to no program. */
static void
environment(void)
{
	const char *file = getenv("AMB_CONFIG");
	enum conf_key key;

	printf("var.amb_env = (\n");
	if (file != NULL && *file != '\0')
		pass("AMB_CONFIG", absolute(file));
	for (key = 0; key < CONF_COUNT; key++) {
		if (conf_is_secret(key))
			pass_secret(conf_name(key));
		else if (conf_is_path(key))
			pass(conf_name(key), absolute(conf_str(key)));
		else if (getenv(conf_name(key)) != NULL)
			pass(conf_name(key), conf_str(key));
	}
	printf(")\n");
}

void
settings_print(void)
{
	variable("bind", conf_str(CONF_BIND), "");
	printf("var.amb_port = %d\n", conf_int(CONF_PORT));
	printf("var.amb_body_kib = %lld\n", upload_body_max() / 1024);
	variable("cgi", absolute(conf_str(CONF_BINDIR)), "/amb-cgi");
	variable("state", absolute(conf_str(CONF_SPOOL)), "/state");
	variable("www", absolute(conf_str(CONF_SHARE)), "/www");
	environment();
}
