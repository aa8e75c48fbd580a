#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "light/strip.h"
#include "route.h"

#define ZONES "/api/zones/"

static const struct {
	const char *path;
	enum route_kind kind;
	bool upgrade;
} table[] = {
    {"/ws", ROUTE_EVENTS, true},
    {"/ws/strip/raw", ROUTE_STRIP, true},
    {"/ws/matrix/raw", ROUTE_MATRIX, true},
    {"/api/data/strip/frame/raw", ROUTE_FRAME_RAW, false},
    {"/api/data/strip/frame/json", ROUTE_FRAME_JSON, false},
    {"/api/data/matrix/frame/raw", ROUTE_PICTURE, false},
    {"/stat", ROUTE_STAT, false},
};
enum { TABLE = sizeof(table) / sizeof(table[0]) };

/* Split "/api/zones/z/data/x" into zone and plain, "/api/data/x"; without a
 * zone plain is path. */
static void
split_zone(const char *path, char plain[REQUEST_TEXT_MAX], char *zone)
{
	const char *name = path + strlen(ZONES);
	size_t n;

	snprintf(plain, REQUEST_TEXT_MAX, "%s", path);
	if (strncmp(path, ZONES, strlen(ZONES)) != 0)
		return;
	n = strcspn(name, "/");
	if (n > SCENE_ZONE_MAX)
		return;
	snprintf(zone, SCENE_ZONE_MAX + 1, "%.*s", (int)n, name);
	snprintf(plain, REQUEST_TEXT_MAX, "/api%s", name + n);
}

static const char *
arg(const struct feed_request *r, const char *name)
{
	size_t n = strlen(name);
	int i;

	for (i = 0; i < r->n_args; i++)
		if (strncmp(r->args[i], name, n) == 0 && r->args[i][n] == '=')
			return r->args[i] + n + 1;
	return NULL;
}

/* Read a whole number in [1, max], if it is given.  False when malformed. */
static bool
number(const struct feed_request *r, const char *name, int max, int *out)
{
	const char *text = arg(r, name);
	char *end;
	long n;

	if (text == NULL)
		return true;
	n = strtol(text, &end, 10);
	if (!isdigit((unsigned char)text[0]) || *end != '\0' || n < 1 ||
	    n > max)
		return false;
	*out = (int)n;
	return true;
}

static int
find(const struct feed_request *r, struct feed_route *out)
{
	char plain[REQUEST_TEXT_MAX];
	int i = 0;

	split_zone(r->path, plain, out->zone);
	while (i < TABLE && strcmp(plain, table[i].path) != 0)
		i++;
	if (i == TABLE)
		return 404;
	out->kind = table[i].kind;
	if (!r->get)
		return 405;
	if (table[i].upgrade == r->upgrade)
		return 0;
	return r->upgrade ? 404 : 426;
}

static const char *
refusal(int status)
{
	return status == 404   ? "not found"
	       : status == 405 ? "only GET and HEAD are allowed"
			       : "a WebSocket handshake is needed";
}

/* A zone in the query replaces that of the path.  False when malformed. */
static bool
read_zone(const struct feed_request *r, struct feed_route *out)
{
	const char *zone = arg(r, "zone");

	if (zone == NULL)
		return scene_zone_valid(out->zone);
	if (!scene_zone_valid(zone))
		return false;
	snprintf(out->zone, sizeof(out->zone), "%s", zone);
	return true;
}

int
route_find(const struct feed_request *r, int fps, struct feed_route *out,
    char why[WHY_MAX])
{
	int status;

	*out = (struct feed_route){.zone = "main", .fps = fps};
	status = find(r, out);
	if (status != 0) {
		why_set(why, "%s", refusal(status));
		return status;
	}
	if (!read_zone(r, out))
		why_set(why, "'zone' must be %s", SCENE_ZONE_WANT);
	else if (!number(r, "fps", ROUTE_FPS_MAX, &out->fps))
		why_set(why, "'fps' must be a whole number, 1 to %d",
		    ROUTE_FPS_MAX);
	else if (!number(r, "led_count", STRIP_LEDS_MAX, &out->leds))
		why_set(why, "'led_count' must be a whole number, 1 to %d",
		    STRIP_LEDS_MAX);
	else
		return 0;
	return 422;
}

/* Whether word is in list, which is separated by spaces. */
static bool
listed(const char *list, const char *word)
{
	size_t len = strlen(word);
	size_t n;

	for (list += strspn(list, " "); *list != '\0';
	     list += strspn(list, " ")) {
		n = strcspn(list, " ");
		if (n == len && strncasecmp(list, word, n) == 0)
			return true;
		list += n;
	}
	return false;
}

bool
route_origin(const struct feed_request *r, const char *allowed)
{
	const char *host = strstr(r->origin, "://");

	if (r->origin[0] == '\0' || strcmp(allowed, "*") == 0)
		return true;
	if (host != NULL && strcasecmp(host + 3, r->host) == 0)
		return true;
	return listed(allowed, r->origin);
}
