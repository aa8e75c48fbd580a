/*
 * reply.h - what is answered: a status and one JSON object.
 */
#ifndef AMB_CGI_REPLY_H
#define AMB_CGI_REPLY_H

#include <stdbool.h>

#include <jv.h>

struct reply {
	int status;
	int retry_after_s; /* 0 for none */
	const char *allow; /* the methods, for 405; or NULL */
	jv body;
};

/* reply_ok(body): status 200.  Consumes body. */
struct reply reply_ok(jv body);

/*
 * reply_error(status, fmt, ...): {"detail": text}.  The text is for whoever
 * asked: never a path, a key, or what went on inside.
 */
struct reply reply_error(int status, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* reply_busy(fmt, ...): the same with 503 and Retry-After. */
struct reply reply_busy(const char *fmt, ...)
    __attribute__((format(printf, 1, 2)));

/*
 * reply_storage(what): the error of a spool that cannot be written, from errno:
 * "cannot WHAT: No space left on device".
 */
struct reply reply_storage(const char *what);

/* reply_no_state(zone): the 404 of a zone that never changed. */
struct reply reply_no_state(const char *zone);

/*
 * reply_write(reply, head): print it on stdout as a CGI response, without the
 * body when head.  Consumes reply.  Returns the exit status.
 */
int reply_write(struct reply reply, bool head);

#endif /* AMB_CGI_REPLY_H */
