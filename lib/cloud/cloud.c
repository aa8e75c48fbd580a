#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/base64.h"
#include "base/clock.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/options.h"
#include "cloud/breaker.h"
#include "cloud/cloud.h"
#include "cloud/hostname.h"
#include "cloud/http.h"
#include "cloud/model_route.h"
#include "cloud/url.h"
#include "json/msg.h"
#include "spool/spool.h"

enum {
	MARGIN_MS = 100, /* to report a failure before the deadline */
	SECRET_MIN = 8	 /* bytes */
};

/* Replace secret in text; a text of less than SECRET_MIN bytes is none. */
static void
mask(char *text, const char *secret)
{
	size_t n = strlen(secret);
	char *at;

	while (n >= SECRET_MIN && (at = strstr(text, secret)) != NULL) {
		memcpy(at, "***", 3);
		memmove(at + 3, at + n, strlen(at + n) + 1);
	}
}

jv
cloud_fail(struct cloud *c, enum fault fault, const char *fmt, ...)
{
	va_list ap;
	char *p;

	va_start(ap, fmt);
	vsnprintf(c->why, sizeof(c->why), fmt, ap);
	va_end(ap);
	for (p = c->why; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = ' ';
	mask(c->why, model_route_key(c->tool->provider));
	c->fault = fault;
	c->provider_failed |=
	    fault == FAULT_UNAVAILABLE || fault == FAULT_TIMEOUT;
	return jv_invalid();
}

/* The header that holds the key, or NULL when there is none. */
static char *
auth_header(const struct cloud_tool *tool)
{
	const char *key = model_route_key(tool->provider);
	char *coded = NULL;
	char *auth;

	if (*key == '\0')
		return NULL;
	if (strstr(tool->auth, "Basic ") != NULL)
		key = coded = base64_encode(key, strlen(key));
	if (key == NULL || asprintf(&auth, "%s%s", tool->auth, key) == -1)
		die_errno(EX_OSERR, "cannot store a key");
	free(coded);
	return auth;
}

/* A server of your own may need none. */
static bool
needs_key(const struct cloud *c)
{
	struct url u;
	bool own = url_read(&u, c->url) &&
		   (hostname_loopback(u.host) ||
		       hostname_listed(u.host, conf_str(CONF_ALLOW_HTTP)));

	url_release(&u);
	return !own && !c->tool->keyless;
}

static char *
without_slash(const char *url)
{
	char *copy = strdup(url);
	size_t n = strlen(url);

	if (copy == NULL)
		die_errno(EX_OSERR, "cannot store a URL");
	while (n > 0 && copy[n - 1] == '/')
		copy[--n] = '\0';
	return copy;
}

/* How much time there is for all calls, ms. */
static int64_t
budget_ms(const struct cloud_tool *tool)
{
	const char *text = getenv("AMB_DEADLINE_MS");
	int64_t deadline_ms = text != NULL ? strtoll(text, NULL, 10) : 0;
	int64_t left_ms;

	if (deadline_ms <= 0)
		return (int64_t)(conf_num(tool->budget) * 1000);
	left_ms = deadline_ms - clock_ms();
	return left_ms - (left_ms < 10 * MARGIN_MS ? left_ms / 10 : MARGIN_MS);
}

static char *
breaker_name(const struct cloud *c, char name[CLOUD_TEXT_MAX])
{
	snprintf(name, CLOUD_TEXT_MAX, "%s-%016llx", c->tool->provider,
	    (unsigned long long)hash_text(c->url));
	return name;
}

static jv
work(struct cloud *c, const jv *scene)
{
	char name[CLOUD_TEXT_MAX];
	int64_t wait_ms;
	jv answer;

	if (c->auth == NULL && needs_key(c) && !c->dry)
		return cloud_fail(c, FAULT_REFUSED, "%s: no key is configured",
		    c->tool->provider);
	wait_ms = c->dry ? 0 : breaker_wait_ms(breaker_name(c, name));
	if (wait_ms > 0)
		return cloud_fail(c, FAULT_UNAVAILABLE,
		    "%s: endpoint not called after repeated failures, for %lld "
		    "s",
		    c->tool->provider, (long long)(wait_ms + 999) / 1000);
	answer = c->tool->work(c, scene);
	if (c->called)
		breaker_note(name, !c->provider_failed);
	return answer;
}

static int
write_answer(struct cloud *c, jv answer)
{
	int status = EX_OK;

	if (c->dry && jv_is_valid(c->request)) {
		jv_free(answer);
		answer = jv_copy(c->request);
	} else if (!jv_is_valid(answer)) {
		status = fault_exit(c->fault);
		warn_msg("%s", c->why);
		jv_free(answer);
		answer = msg_obj("error",
		    msg_obj("code", jv_string(fault_code(c->fault)), "message",
			jv_string(c->why), NULL),
		    NULL);
	}
	msg_write(answer, stdout);
	return status != EX_OK ? stdout_close(), status : stdout_close();
}

static int
run(struct cloud *c)
{
	char why[WHY_MAX];
	jv scene = msg_read(stdin);
	int status;

	if (ferror(stdin))
		die_errno(EX_IOERR, "cannot read standard input");
	if (jv_is_valid(scene))
		scene = scene_check(scene);
	if (!jv_is_valid(scene))
		die_msg(EX_DATAERR, "bad scene: %s",
		    msg_error(scene, why, sizeof(why)));
	status = write_answer(c, work(c, &scene));
	jv_free(c->request);
	jv_free(scene);
	http_free(c->http);
	free(c->auth);
	free(c->url);
	return status;
}

int
cloud_main(int argc, char *argv[], const struct cloud_tool *tool)
{
	struct cloud c = {.tool = tool, .request = jv_invalid()};
	const char *dir = NULL;
	const struct option_row rows[] = {
	    {'d', NULL, "spool", "use this spool", NULL, &dir},
	    {'n', NULL, NULL, "print the request, send nothing", &c.dry, NULL},
	    {'v', NULL, NULL, "report progress on stderr", &c.progress, NULL},
	    {0}};
	const struct options options = {
	    tool->name, "[-hnvV] [-d spool]", rows, 0};

	diag_init(argv[0]);
	c.progress = isatty(STDERR_FILENO);
	options_read(&options, argc, argv);
	conf_load_or_die(dir);
	signal(SIGPIPE, SIG_IGN); /* a peer may close its end */
	spool_open();		  /* without a spool nothing is remembered */
	c.url = without_slash(conf_str(tool->url));
	c.auth = auth_header(tool);
	c.start_ms = clock_elapsed_ms();
	c.end_ms = c.start_ms + budget_ms(tool);
	return run(&c);
}
