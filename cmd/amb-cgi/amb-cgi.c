/*
 * amb-cgi - the command lane: answer one HTTP request
 *
 * reads	a request		environment and standard input, as CGI
 * writes	queue/			the spool
 *		a response		standard output
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "conf/conf.h"
#include "handlers.h"
#include "settings.h"
#include "spool/spool.h"

struct route {
	const char *methods; /* in Allow */
	const char *path;    /* '*' is one segment */
	bool spool;	     /* whether the handler needs it */
	/* NULL for a file that the server gives out itself */
	struct reply (*handle)(const struct request *r);
};

#define GET "GET, HEAD"

static const struct route routes[] = {
    {"POST", "/api/voice/submit", true, handle_submit},
    {"POST", "/api/app/submit", true, handle_submit},
    {"POST", "/api/matrix/downsample", true, handle_picture},
    {"POST", "/api/app/strip/command", true, handle_strip},
    {"POST", "/api/app/undo", true, handle_undo},
    {GET, "/api/app/history", true, handle_history},
    {GET, "/api/jobs/*", true, handle_job},
    {GET, "/healthz", false, handle_health},
    {GET, "/api/data/matrix/raw", false, handle_state},
    {GET, "/api/data/matrix/json", false, handle_state},
    {GET, "/api/data/strip", false, handle_state},
    {GET, "/api/data/strip/command", false, handle_state},
    {GET, "/api/app/state", false, handle_state},
    {GET, "/api/zones/*/data/matrix/raw", false, handle_state},
    {GET, "/api/zones/*/data/matrix/json", false, handle_state},
    {GET, "/api/zones/*/data/strip", false, handle_state},
    {GET, "/api/zones/*/data/strip/command", false, handle_state},
    {GET, "/", false, NULL},
    {GET, "/docs", false, NULL},
    {GET, "/ui", false, NULL},
    {GET, "/openapi.json", false, NULL},
};

/* What the server refuses before we see it; the status is its own. */
static const struct {
	int status;
	const char *detail;
} refusals[] = {
    {400, "the request is not well formed"},
    {408, "the request took too long"},
    {411, "the length of the body is not told"},
    {413, "the body is too long"},
    {414, "the path is too long"},
    {431, "the header is too long"},
};

static const struct route *
find(struct request *r)
{
	size_t i;

	for (i = 0; i < sizeof(routes) / sizeof(routes[0]); i++)
		if (request_matches(r, routes[i].path))
			return &routes[i];
	return NULL;
}

static bool
allowed(const struct route *route, const char *method)
{
	if (strcmp(route->methods, GET) != 0)
		return strcmp(method, route->methods) == 0;
	return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
}

static struct reply
not_allowed(const char *methods)
{
	struct reply reply = reply_error(405, "only %s here", methods);

	reply.allow = methods;
	return reply;
}

/* Put the server's own error into words. */
static struct reply
refused(const struct request *r, const struct route *route)
{
	size_t i;

	for (i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++)
		if (r->refused == refusals[i].status)
			return reply_error(
			    r->refused, "%s", refusals[i].detail);
	if (r->refused == 405 || r->refused == 501)
		return not_allowed(route ? route->methods : GET ", POST");
	if (r->refused >= 500)
		return reply_error(r->refused, "the server failed");
	if (route != NULL && route->handle == handle_state)
		return handle_state(r);
	return reply_error(404, "there is nothing here");
}

static struct reply
answer(struct request *r)
{
	const struct route *route = find(r);

	if (r->refused != 0)
		return refused(r, route);
	if (route == NULL)
		return reply_error(404, "there is nothing here");
	if (!allowed(route, r->method))
		return not_allowed(route->methods);
	if (route->handle == NULL)
		return reply_error(404, "the server has this, amb-cgi has not");
	if (route->spool && spool_open() == -1)
		return reply_storage("open the spool");
	return route->handle(r);
}

static int
usage(FILE *out, int status)
{
	fprintf(out, "usage: amb-cgi [-hl]\n");
	return status;
}

int
main(int argc, char *argv[])
{
	bool list = false;
	struct request r;
	int opt;

	/* reads of the state come first */
	setpriority(PRIO_PROCESS, 0, 10);
	diag_init(argv[0]);
	signal(SIGPIPE, SIG_IGN);
	/* a web server may make arguments of what a stranger typed */
	if (getenv("GATEWAY_INTERFACE") != NULL)
		argc = 1;
	while ((opt = getopt(argc, argv, "hl")) != -1) {
		if (opt == 'h')
			return usage(stdout, EX_OK);
		if (opt != 'l')
			return usage(stderr, EX_USAGE);
		list = true;
	}
	request_init(&r);
	if (optind != argc || (!list && r.method[0] == '\0'))
		return usage(stderr, EX_USAGE);
	conf_load_or_die(NULL);
	if (!list)
		return reply_write(answer(&r), strcmp(r.method, "HEAD") == 0);
	settings_print();
	return stdout_close();
}
