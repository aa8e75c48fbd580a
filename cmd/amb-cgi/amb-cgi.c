/*
 * amb-cgi - answer one HTTP request
 *
 * reads	a request		environment and standard input, as CGI
 * writes	queue/			the spool
 *		a response		standard output
 */
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/options.h"
#include "conf/conf.h"
#include "conf/upload.h"
#include "route.h"

/* The absolute path; valid until the next call. */
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

/* Print text in quotes; the syntax of lighttpd has no escapes. */
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

/* Pass the name of a secret's file, never the secret. */
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

/* For amb-cgi, as lighttpd does not pass on its own environment. */
static void
environment(void)
{
	const char *file = getenv("AMB_CONFIG");
	enum conf_key key;

	printf("var.amb_env = (\n");
	if (file != NULL && *file != '\0')
		pass("AMB_CONFIG", absolute(file));
	if (getenv("TZ") != NULL)
		pass("TZ", getenv("TZ"));
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

static void
print_settings(void)
{
	variable("bind", conf_str(CONF_BIND), "");
	printf("var.amb_port = %d\n", conf_int(CONF_PORT));
	printf("var.amb_body_kib = %lld\n", upload_body_max() / 1024);
	variable("bin", absolute(conf_str(CONF_BINDIR)), "");
	variable("state", absolute(conf_str(CONF_SPOOL)), "/state");
	variable("share", absolute(conf_str(CONF_SHARE)), "");
	/* for serve */
	variable("mqtt",
	    conf_int(CONF_MQTT_ENABLED) ? conf_str(CONF_MQTT_HOST) : "", "");
	environment();
}

int
main(int argc, char *argv[])
{
	bool list = false;
	const struct option_row rows[] = {
	    {'l', NULL, NULL, "print the configuration for lighttpd", &list,
		NULL},
	    {0}};
	const struct options options = {"amb-cgi", "[-hlV]", rows, 0};
	struct request r;
	struct reply reply;
	int rc;

	/* reading the state has priority */
	setpriority(PRIO_PROCESS, 0, 10);
	diag_init(argv[0]);
	signal(SIGPIPE, SIG_IGN);
	/* a web server may pass parts of the query as arguments */
	if (getenv("GATEWAY_INTERFACE") != NULL)
		argc = 1;
	options_read(&options, argc, argv);
	request_init(&r);
	if (!list && r.method[0] == '\0')
		options_die(&options, NULL);
	conf_load_or_die(NULL);
	if (list) {
		print_settings();
		rc = stdout_close();
	} else {
		reply = route_answer(&r);
		request_drain(&r);
		rc = reply_write(reply, strcmp(r.method, "HEAD") == 0);
	}
	request_free(&r);
	return rc;
}
