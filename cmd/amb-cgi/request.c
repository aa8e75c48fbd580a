#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/cgi.h"
#include "base/io.h"
#include "base/percent.h"
#include "base/why.h"
#include "conf/upload.h"
#include "json/msg.h"
#include "request.h"

void
request_init(struct request *r)
{
	const char *uri = cgi_env("REQUEST_URI");
	long long status = cgi_number(cgi_env("REDIRECT_STATUS"));

	memset(r, 0, sizeof(*r));
	r->body = jv_object();
	r->args = jv_object();
	r->method = cgi_env("REQUEST_METHOD");
	r->query = cgi_env("QUERY_STRING");
	r->type = cgi_env("CONTENT_TYPE");
	r->length = cgi_number(cgi_env("CONTENT_LENGTH"));
	if (status >= 400 && status <= 599)
		r->refused = (int)status;
	/* lighttpd asks for the length of a POST alone, and makes it a GET
	 * without a query */
	if (r->refused == 411) {
		r->method = "POST";
		r->query = uri + strcspn(uri, "?");
		r->query += *r->query == '?';
	}
	/* a truncated path matches no route */
	snprintf(r->path, sizeof(r->path), "%.*s", (int)strcspn(uri, "?"), uri);
}

void
request_free(struct request *r)
{
	jv_free(r->body);
	jv_free(r->args);
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

int
request_param(const struct request *r, const char *name, char *buf, size_t size)
{
	size_t len = strlen(name);
	const char *p = r->query;
	int length;
	size_t n;

	for (;; p += n + 1) {
		n = strcspn(p, "&");
		if (n > len && strncmp(p, name, len) == 0 && p[len] == '=')
			break;
		if (p[n] == '\0')
			return -1;
	}
	len++;
	length = percent_decode(p + len, n - len, true, buf, size);
	return length == -1 ? -2 : length;
}

/* Whether there is a length, of at most max bytes. */
static bool
length_fits(const struct request *r, long long max, struct reply *bad)
{
	if (r->length >= 0 && r->length <= max)
		return true;
	if (r->length < 0)
		*bad = reply_error(411, REQUEST_NO_LENGTH);
	else
		*bad =
		    reply_error(413, "the body is longer than %lld bytes", max);
	return false;
}

/* Whether the body has this type, with any parameters. */
static bool
is_type(const struct request *r, const char *type)
{
	size_t n = strcspn(r->type, "; \t");

	return n == strlen(type) && strncasecmp(r->type, type, n) == 0;
}

static bool
read_json(struct request *r, struct reply *bad)
{
	static char buf[CGI_JSON_MAX];
	char why[WHY_MAX];
	size_t len = 0;

	if (!length_fits(r, CGI_JSON_MAX, bad))
		return false;
	if (!is_type(r, "application/json")) {
		*bad = reply_error(
		    415, "the type of the body must be application/json");
		return false;
	}
	if (io_fill(STDIN_FILENO, buf, (size_t)r->length, &len) == -1 ||
	    len < (size_t)r->length) {
		*bad = reply_error(400, "the body is cut short");
		return false;
	}
	jv_free(r->body);
	r->body = msg_parse(buf, (size_t)r->length);
	if (jv_is_valid(r->body))
		return true;
	*bad = reply_error(400, "the body must be a JSON object: %s",
	    msg_error(jv_copy(r->body), why, sizeof(why)));
	return false;
}

bool
request_read(struct request *r, enum request_body body, struct reply *bad)
{
	switch (body) {
	case BODY_OPTIONAL:
		if (r->length <= 0)
			return true;
		/* fallthrough */
	case BODY_JSON:
		return read_json(r, bad);
	case BODY_FILE:
		return length_fits(r, upload_body_max(), bad);
	default:
		return true;
	}
}

void
request_drain(const struct request *r)
{
	char buf[65536];

	if (r->length > 0)
		while (read(STDIN_FILENO, buf, sizeof(buf)) > 0)
			;
}

int
request_int(const struct request *r, const char *name, int fallback)
{
	int n = fallback;

	msg_int(&r->args, name, INT_MIN, INT_MAX, &n);
	return n;
}
