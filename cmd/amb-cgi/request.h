/*
 * request.h - one HTTP request, as CGI hands it over.
 *
 * Everything in it comes from outside and is looked at here alone.
 */
#ifndef AMB_REQUEST_H
#define AMB_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include "reply.h"

enum {
	REQUEST_PATH_MAX = 512,	 /* bytes, with the NUL */
	REQUEST_PART_MAX = 80,	 /* bytes, with the NUL */
	REQUEST_JSON_MAX = 65536 /* bytes of a JSON body */
};

struct request {
	const char *method;
	char path[REQUEST_PATH_MAX]; /* as sent, up to the '?' */
	const char *query;
	const char *type; /* of the body; "" when not told */
	long long length; /* of the body, bytes; -1 when not told */
	int refused;	  /* status of the server's own error, or 0 */
	char part[REQUEST_PART_MAX]; /* what the '*' of its route stood for */
};

/* request_init(r): take it from the environment, which it borrows. */
void request_init(struct request *r);

/*
 * request_matches(r, pattern): whether its path is pattern, in which a '*'
 * stands for one segment; that is then r->part.
 */
bool request_matches(struct request *r, const char *pattern);

/*
 * request_param(r, name, buf, size): decode a parameter of the query, the
 * first of that name, to buf[size].  Returns its length, -1 when it is absent,
 * -2 when it is too long or not well encoded.
 */
int request_param(
    const struct request *r, const char *name, char *buf, size_t size);

/*
 * request_int(r, name, min, max, out): a whole number; *out stays as it is
 * when it is absent.  request_bool() likewise.  Return false and set *bad when
 * it is anything else.
 */
bool request_int(const struct request *r, const char *name, int min, int max,
    int *out, struct reply *bad);
bool request_bool(
    const struct request *r, const char *name, bool *out, struct reply *bad);

/*
 * request_zone(r, scene, bad): set the member zone of scene when the query
 * names a zone.  Returns false, frees the scene and sets *bad when it is not
 * a zone's name.
 */
bool request_zone(const struct request *r, jv *scene, struct reply *bad);

/*
 * request_length(r, max, bad): whether the length of the body is told and at
 * most max bytes; if not, sets *bad.
 */
bool request_length(const struct request *r, long long max, struct reply *bad);

/*
 * request_json(r, body, bad): read a JSON object from stdin.  Returns false
 * and sets *bad when the request does not bring one.
 */
bool request_json(const struct request *r, jv *body, struct reply *bad);

#endif /* AMB_REQUEST_H */
