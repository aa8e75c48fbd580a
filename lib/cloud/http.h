/*
 * http.h - one HTTP exchange with a host that is not trusted.
 *
 * https only, unless a configured URL is of this machine or
 * AMB_ALLOW_HTTP names the host; certificates are always verified; redirects
 * are reported, never followed; an answer is never longer than max, a call
 * never lasts longer than its deadline.  A URL from an answer leads to public
 * addresses only, checked when the connection is made.
 *
 * SSL_CERT_FILE, SSL_CERT_DIR, HTTPS_PROXY and NO_PROXY are honoured.  A proxy
 * resolves names itself; numeric addresses are still checked here.
 */
#ifndef AMB_CLOUD_HTTP_H
#define AMB_CLOUD_HTTP_H

#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

enum http_result {
	HTTP_DONE,	/* there is a status and a whole body */
	HTTP_FORBIDDEN, /* by the rules above; nothing was sent */
	HTTP_CONNECT,	/* no connection; nothing was sent */
	HTTP_TLS,	/* a certificate or cipher was not accepted */
	HTTP_TIMEOUT,
	HTTP_CUT, /* the connection ended before the body did */
	HTTP_TOO_LONG,
	HTTP_BROKEN /* anything else */
};

struct http_request {
	const char *url;
	const char *origin; /* of a URL from an answer: the configured URL,
			       whose host it may name; else NULL */
	const char *auth;   /* a header that holds a secret, or NULL */
	const char *body;   /* JSON to POST, or NULL to GET */
	size_t max;	    /* bytes of the answer's body */
	int64_t end_ms;	    /* deadline, of clock_elapsed_ms() */
};

struct http_reply {
	enum http_result result;
	int status; /* HTTP; 0 when there is none */
	char *body; /* and a NUL; "" when there is none */
	size_t len;
	int retry_after_s; /* -1 when there is none */
	char *location;	   /* where a redirect leads, or NULL */
	char why[WHY_MAX]; /* when not HTTP_DONE */
};

struct http; /* connections that are used again */

/* http_new(): exits on lack of memory.  http_free(NULL) is safe. */
struct http *http_new(void);
void http_free(struct http *h);

/*
 * http_send(h, request, reply): make one exchange and fill reply, which is to
 * be released.
 */
void http_send(struct http *h, const struct http_request *request,
    struct http_reply *reply);
void http_reply_release(struct http_reply *reply);

#endif /* AMB_CLOUD_HTTP_H */
