#include <stdio.h>
#include <string.h>

#include "conf/grid.h"
#include "handlers.h"
#include "param.h"
#include "route.h"
#include "spool/spool.h"

#define GET "GET, HEAD"
#define FADE                                                                   \
	{                                                                      \
		PARAM_BODY, "fade_s", .kind = PARAM_SCENE                      \
	}

enum { METHODS_MAX = 64 }; /* of one path, as text */

struct cgi_route {
	const char *methods; /* GET, which includes HEAD, or one */
	const char *path;    /* '*' is one segment */
	bool spool;	     /* whether the handler needs it */
	enum request_body body;
	const struct param *params; /* NULL for none */
	/* NULL for a file that the web server serves */
	struct reply (*handle)(const struct request *r);
	const char *verb; /* for handle_ask() */
};

static const struct param submit[] = {
    {PARAM_BODY, "zone", PARAM_SCENE, .fallback = "main"},
    {PARAM_BODY, "instruction", PARAM_SCENE, .required = true},
    FADE,
    {.name = NULL},
};

static const struct param upload[] = {
    {PARAM_QUERY, "width", PARAM_INT, .min = 1, .max = GRID_SIDE_MAX},
    {PARAM_QUERY, "height", PARAM_INT, .min = 1, .max = GRID_SIDE_MAX},
    {PARAM_QUERY, "include_raw", .kind = PARAM_BOOL},
    {PARAM_QUERY, "zone", PARAM_SCENE, .fallback = "main"},
    {.name = NULL},
};

static const struct param strip[] = {
    {PARAM_QUERY, "zone", PARAM_SCENE, .fallback = "main"},
    FADE,
    {.name = NULL},
};

static const struct param zone[] = {
    {PARAM_ANY, "zone", PARAM_SCENE, .fallback = "main"},
    FADE,
    {.name = NULL},
};

static const struct param control[] = {
    {PARAM_ANY, "zone", PARAM_SCENE, .fallback = "main"},
    {PARAM_BODY, "matrix", .kind = PARAM_VALUE},
    {PARAM_BODY, "strip", .kind = PARAM_VALUE},
    FADE,
    {.name = NULL},
};

static const struct param entry[] = {
    {PARAM_ANY, "zone", PARAM_SCENE, .fallback = "main"},
    {PARAM_BODY, "id", PARAM_VALUE, .as = "entry"},
    FADE,
    {.name = NULL},
};

static const struct param name[] = {
    {PARAM_ANY, "zone", PARAM_SCENE, .fallback = "main"},
    {PARAM_PATH, "name", .kind = PARAM_NAME},
    FADE,
    {.name = NULL},
};

static const struct param page[] = {
    {PARAM_QUERY, "after", .kind = PARAM_VALUE},
    {PARAM_QUERY, "limit", PARAM_INT, .min = 1, .max = 500},
    {.name = NULL},
};

static const struct param zone_of_path[] = {
    {PARAM_PATH, "zone", .kind = PARAM_SCENE},
    {.name = NULL},
};

static const struct param history[] = {
    {PARAM_QUERY, "zone", PARAM_SCENE, .fallback = "main"},
    {PARAM_QUERY, "limit", PARAM_INT, .min = 1, .max = 100, .fallback = "12"},
    {.name = NULL},
};

static const struct param timers[] = {
    {PARAM_QUERY, "zone", .kind = PARAM_SCENE},
    {.name = NULL},
};

static const struct param job[] = {
    {PARAM_PATH, "id", .kind = PARAM_SCENE},
    {.name = NULL},
};

static struct reply
no_state(const struct request *r)
{
	return reply_no_state(r->part[0] != '\0' ? r->part : "main");
}

static const struct cgi_route routes[] = {
    {"POST", "/api/voice/submit", true, BODY_JSON, submit,
	.handle = handle_submit},
    {"POST", "/api/app/submit", true, BODY_JSON, submit,
	.handle = handle_submit},
    {"POST", "/api/matrix/downsample", true, BODY_FILE, upload,
	.handle = handle_upload},
    {"POST", "/api/app/strip/command", true, BODY_JSON, strip,
	.handle = handle_strip},
    {GET, "/api/app/power", true, BODY_NONE, zone, handle_ask, "power"},
    {"POST", "/api/app/power", true, BODY_OPTIONAL, control, handle_ask,
	"power"},
    {GET, "/api/app/brightness", true, BODY_NONE, zone, handle_ask,
	"brightness"},
    {"POST", "/api/app/brightness", true, BODY_OPTIONAL, control, handle_ask,
	"brightness"},
    {"POST", "/api/app/undo", true, BODY_OPTIONAL, zone, handle_ask, "undo"},
    {"POST", "/api/app/redo", true, BODY_OPTIONAL, zone, handle_ask, "redo"},
    {"POST", "/api/app/restore", true, BODY_JSON, entry, handle_ask, "restore"},
    {GET, "/api/app/scenes", true, BODY_NONE, zone, handle_ask, "scenes"},
    {"PUT", "/api/app/scenes/*", true, BODY_OPTIONAL, name, handle_ask, "keep"},
    {"DELETE", "/api/app/scenes/*", true, BODY_NONE, name, handle_ask,
	"forget"},
    {"POST", "/api/app/scenes/*/recall", true, BODY_OPTIONAL, name, handle_ask,
	"recall"},
    {GET, "/api/zones", true, BODY_NONE, page, handle_ask, "zones"},
    {"DELETE", "/api/zones/*", true, BODY_NONE, zone_of_path, handle_ask,
	"remove"},
    {GET, "/api/app/history", true, BODY_NONE, history,
	.handle = handle_history},
    {GET, "/api/app/timers", true, BODY_NONE, timers, .handle = handle_timers},
    {"DELETE", "/api/app/timers/*", true, BODY_NONE, job,
	.handle = handle_cancel},
    {GET, "/api/jobs/*", true, BODY_NONE, job, .handle = handle_job},
    {GET, "/healthz", false, BODY_NONE, NULL, .handle = handle_health},
    /* files of the state; the web server passes requests for missing ones */
    {GET, "/api/data/matrix/raw", .handle = no_state},
    {GET, "/api/data/matrix/json", .handle = no_state},
    {GET, "/api/data/strip", .handle = no_state},
    {GET, "/api/data/strip/command", .handle = no_state},
    {GET, "/api/app/state", .handle = no_state},
    {GET, "/api/zones/*/data/matrix/raw", .handle = no_state},
    {GET, "/api/zones/*/data/matrix/json", .handle = no_state},
    {GET, "/api/zones/*/data/strip", .handle = no_state},
    {GET, "/api/zones/*/data/strip/command", .handle = no_state},
    {GET, "/", .handle = NULL},
    {GET, "/docs", .handle = NULL},
    {GET, "/ui", .handle = NULL},
    {GET, "/openapi.json", .handle = NULL},
};

/* Errors of the web server itself. */
static const struct {
	int status;
	const char *detail;
} refusals[] = {
    {400, "the request is not well formed"},
    {408, "the request took too long"},
    {411, REQUEST_NO_LENGTH},
    {413, "the body is too long"},
    {414, "the path is too long"},
    {431, "the header is too long"},
};

static bool
allowed(const struct cgi_route *route, const char *method)
{
	if (strcmp(route->methods, GET) != 0)
		return strcmp(method, route->methods) == 0;
	return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
}

/*
 * The row of the path, and of the method if that has one; methods is then what
 * the path allows.
 */
static const struct cgi_route *
find(struct request *r, char methods[METHODS_MAX])
{
	const struct cgi_route *found = NULL;
	size_t len = 0;
	size_t i;

	for (i = 0; i < sizeof(routes) / sizeof(routes[0]); i++) {
		if (!request_matches(r, routes[i].path))
			continue;
		len += (size_t)snprintf(methods + len, METHODS_MAX - len,
		    "%s%s", len > 0 ? ", " : "", routes[i].methods);
		if (found == NULL || allowed(&routes[i], r->method))
			found = &routes[i];
	}
	return found;
}

static struct reply
not_allowed(const char *methods)
{
	struct reply reply = reply_error(405, "the method must be %s", methods);

	reply.allow = methods;
	return reply;
}

static struct reply
not_found(void)
{
	return reply_error(404, "not found");
}

/* The reply for an error of the web server itself. */
static struct reply
refused(struct request *r, const struct cgi_route *route, const char *methods)
{
	struct reply bad;
	size_t i;

	/* it does not tell what in a path it refuses */
	if (r->refused == 400 && route != NULL && route->params == name &&
	    !param_read(name, r, &bad))
		return bad;
	for (i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++)
		if (r->refused == refusals[i].status)
			return reply_error(
			    r->refused, "%s", refusals[i].detail);
	if (r->refused == 405 || r->refused == 501)
		return not_allowed(route != NULL ? methods : GET ", POST");
	if (r->refused >= 500)
		return reply_error(r->refused, "the server failed");
	if (route != NULL && route->handle == no_state)
		return no_state(r);
	return not_found();
}

/* Read the body and the parameters, and do the work. */
static struct reply
handle(const struct cgi_route *route, struct request *r)
{
	struct reply bad;

	if (route->spool && spool_open() == -1)
		return reply_storage("open the spool");
	if (!request_read(r, route->body, &bad))
		return bad;
	if (route->params != NULL && !param_read(route->params, r, &bad))
		return bad;
	r->verb = route->verb;
	return route->handle(r);
}

/* The web server refuses a POST without a length, which has no body. */
static bool
is_empty_post(const struct request *r, const struct cgi_route *route)
{
	return r->refused == 411 && route != NULL &&
	       route->body == BODY_OPTIONAL && allowed(route, r->method);
}

struct reply
route_answer(struct request *r)
{
	static char methods[METHODS_MAX];
	const struct cgi_route *route = find(r, methods);

	if (r->refused != 0 && !is_empty_post(r, route))
		return refused(r, route, methods);
	if (route == NULL)
		return not_found();
	if (!allowed(route, r->method))
		return not_allowed(methods);
	if (route->handle == NULL)
		return reply_error(
		    404, "the web server serves this path, not amb-cgi");
	return handle(route, r);
}
