/*
 * request.h - one HTTP request, as CGI passes it.
 *
 * All of it comes from outside; args alone is checked.
 */
#ifndef AMB_CGI_REQUEST_H
#define AMB_CGI_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include <jv.h>

#include "reply.h"

enum {
	REQUEST_PATH_MAX = 8192, /* bytes, with the NUL */
	REQUEST_PART_MAX = 8192	 /* bytes, with the NUL */
};

#define REQUEST_NO_LENGTH "the request has no Content-Length"

/* The bodies that a route may accept. */
enum request_body {
	BODY_NONE,
	BODY_JSON,     /* an object */
	BODY_OPTIONAL, /* an object; none is an empty one */
	BODY_FILE      /* an upload, which is left on stdin */
};

struct request {
	const char *method;
	char path[REQUEST_PATH_MAX]; /* as sent, up to the '?' */
	const char *query;
	const char *type; /* of the body; "" when absent */
	long long length; /* of the body, bytes; -1 when absent */
	const char *verb; /* of its route, for handle_ask(); or NULL */
	int refused;	  /* status of the server's own error, or 0 */
	char part[REQUEST_PART_MAX]; /* what the '*' of its route matched */
	jv body;		     /* of BODY_JSON: an object */
	jv args; /* an object of checked parameters, see param.h */
};

/*
 * request_init(r): read it from the environment, which it borrows.
 * request_free(r): free body and args.
 */
void request_init(struct request *r);
void request_free(struct request *r);

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
 * request_read(r, body, bad): check the length of the body and read a JSON body
 * into r->body.  Returns false and sets *bad when the request has no such body.
 */
bool request_read(struct request *r, enum request_body body, struct reply *bad);

/*
 * request_drain(r): read what is left of the body: a web server may take it for
 * a failure when that is not read.
 */
void request_drain(const struct request *r);

/* request_int(r, name, fallback): a whole number of args, if it is there. */
int request_int(const struct request *r, const char *name, int fallback);

#endif /* AMB_CGI_REQUEST_H */
