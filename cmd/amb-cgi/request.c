#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "request.h"
#include "scene/scene.h"
#include "json/msg.h"

static const char *
env(const char *name)
{
	const char *text = getenv(name);

	return text != NULL ? text : "";
}

/* A whole number that is not negative; -1 for any other text. */
static long long
whole(const char *text)
{
	size_t n = strspn(text, "0123456789");

	if (n == 0 || n > 15 || text[n] != '\0')
		return -1;
	return strtoll(text, NULL, 10);
}

void
request_init(struct request *r)
{
	const char *uri = env("REQUEST_URI");
	long long told = whole(env("REDIRECT_STATUS"));

	memset(r, 0, sizeof(*r));
	r->method = env("REQUEST_METHOD");
	r->query = env("QUERY_STRING");
	r->type = env("CONTENT_TYPE");
	r->length = whole(env("CONTENT_LENGTH"));
	if (told >= 400 && told <= 599)
		r->refused = (int)told;
	/* a path that is cut short is none of ours, so it matches nothing */
	snprintf(r->path, sizeof(r->path), "%.*s", (int)strcspn(uri, "?"), uri);
}

bool
request_matches(struct request *r, const char *pattern)
{
	size_t before = strcspn(pattern, "*");
	const char *part = r->path + before;
	size_t n;

	if (pattern[before] == '\0')
		return strcmp(pattern, r->path) == 0;
	if (strncmp(pattern, r->path, before) != 0)
		return false;
	n = strcspn(part, "/");
	if (n == 0 || n >= sizeof(r->part) ||
	    strcmp(pattern + before + 1, part + n) != 0)
		return false;
	memcpy(r->part, part, n);
	r->part[n] = '\0';
	return true;
}

static int
hex(char c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *p = c == '\0' ? NULL : strchr(digits, c);

	return p == NULL ? -1 : (int)(p - digits) % 16;
}

/* Decode n bytes of a query to buf[size].  Returns the length or -2. */
static int
decode(const char *p, size_t n, char *buf, size_t size)
{
	const char *end = p + n;
	size_t len = 0;
	int c;

	while (p < end) {
		c = *p == '+' ? ' ' : *p;
		if (c == '%') {
			if (end - p < 3 || hex(p[1]) == -1 || hex(p[2]) == -1)
				return -2;
			c = hex(p[1]) * 16 + hex(p[2]);
			p += 2;
		}
		p++;
		if (c == '\0' || len + 1 >= size)
			return -2;
		buf[len++] = (char)c;
	}
	buf[len] = '\0';
	return (int)len;
}

int
request_param(const struct request *r, const char *name, char *buf, size_t size)
{
	size_t len = strlen(name);
	const char *p = r->query;
	size_t n;

	for (;; p += n + 1) {
		n = strcspn(p, "&");
		if (n > len && strncmp(p, name, len) == 0 && p[len] == '=')
			return decode(p + len + 1, n - len - 1, buf, size);
		if (p[n] == '\0')
			return -1;
	}
}

bool
request_int(const struct request *r, const char *name, int min, int max,
    int *out, struct reply *bad)
{
	char text[16];
	int n = request_param(r, name, text, sizeof(text));
	long long value = n >= 0 ? whole(text) : -1;

	if (n == -1)
		return true;
	if (value < min || value > max) {
		*bad = reply_error(422, "'%s' must be a whole number, %d to %d",
		    name, min, max);
		return false;
	}
	*out = (int)value;
	return true;
}

bool
request_bool(
    const struct request *r, const char *name, bool *out, struct reply *bad)
{
	static const char *const words[] = {
	    "false", "true", "0", "1", "no", "yes", "off", "on"};
	char text[16];
	int n = request_param(r, name, text, sizeof(text));
	size_t i;

	if (n == -1)
		return true;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (n > 0 && strcasecmp(text, words[i]) == 0) {
			*out = i % 2 == 1;
			return true;
		}
	}
	*bad = reply_error(422, "'%s' must be true or false", name);
	return false;
}

bool
request_zone(const struct request *r, jv *scene, struct reply *bad)
{
	char zone[SCENE_ZONE_MAX + 1];
	int n = request_param(r, "zone", zone, sizeof(zone));

	if (n == -1)
		return true;
	if (n < 0 || !scene_zone_valid(zone)) {
		jv_free(*scene);
		*bad = reply_error(
		    422, "'zone' must be 1 to 64 of a-z, 0-9, _ and -");
		return false;
	}
	*scene = msg_set(*scene, "zone", jv_string(zone));
	return true;
}

bool
request_length(const struct request *r, long long max, struct reply *bad)
{
	if (r->length >= 0 && r->length <= max)
		return true;
	if (r->length < 0)
		*bad = reply_error(411, "the length of the body is not told");
	else
		*bad =
		    reply_error(413, "the body is longer than %lld bytes", max);
	return false;
}

/* Whether the body is of this type, whatever its parameters. */
static bool
is_type(const struct request *r, const char *type)
{
	size_t n = strcspn(r->type, "; \t");

	return n == strlen(type) && strncasecmp(r->type, type, n) == 0;
}

static bool
read_body(char *buf, size_t len)
{
	size_t have = 0;
	ssize_t n;

	while (have < len) {
		n = read(STDIN_FILENO, buf + have, len - have);
		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		have += (size_t)n;
	}
	return true;
}

bool
request_json(const struct request *r, jv *body, struct reply *bad)
{
	static char buf[REQUEST_JSON_MAX];
	char why[256];

	if (!request_length(r, REQUEST_JSON_MAX, bad))
		return false;
	if (!is_type(r, "application/json")) {
		*bad = reply_error(415, "the body must be of application/json");
		return false;
	}
	if (!read_body(buf, (size_t)r->length)) {
		*bad = reply_error(400, "the body is cut short");
		return false;
	}
	*body = msg_parse(buf, (size_t)r->length);
	if (jv_is_valid(*body))
		return true;
	*bad = reply_error(400, "the body must be a JSON object: %s",
	    msg_error(*body, why, sizeof(why)));
	return false;
}
