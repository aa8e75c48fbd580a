/*
 * reply.h - a response: a status and one JSON object.
 */
#ifndef AMB_CGI_REPLY_H
#define AMB_CGI_REPLY_H

#include <stdbool.h>

#include <jv.h>

struct reply {
	int status;
	const char *allow; /* the methods, for 405; or NULL */
	jv body;
	char *text; /* the body as text, in place of body; or NULL */
};

/* reply_ok(body): status 200.  Consumes body. */
struct reply reply_ok(jv body);

/* reply_text(text): the same of a JSON object as text, which it takes over. */
struct reply reply_text(char *text);

/*
 * reply_error(status, fmt, ...): {"detail": text}, at most 511 bytes.  The text
 * is public: it holds no path, no key and no internal detail.
 */
struct reply reply_error(int status, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * reply_storage(what): 500 for a spool that cannot be written, from errno:
 * "cannot WHAT: No space left on device", on stderr too.
 */
struct reply reply_storage(const char *what);

/* reply_no_state(zone): the 404 of a zone without a state. */
struct reply reply_no_state(const char *zone);

/*
 * reply_write(reply, head): print it on stdout as a CGI response, without the
 * body when head, with Retry-After when it is 503.  Consumes reply.  Returns
 * the exit status.
 */
int reply_write(struct reply reply, bool head);

#endif /* AMB_CGI_REPLY_H */
