/*
 * url.h - the parts of a URL, read as libcurl itself reads them.
 */
#ifndef AMB_CLOUD_URL_H
#define AMB_CLOUD_URL_H

#include <stdbool.h>

/* All of them owned; NULL when it could not be read. */
struct url {
	char *scheme;
	char *host; /* IPv6 in [] */
	char *port; /* that of the scheme when the URL has none */
};

/*
 * url_read(u, text): read an absolute URL that holds no user.  Returns whether
 * it is one; u is to be released in any case.
 */
bool url_read(struct url *u, const char *text);
void url_release(struct url *u);

/* url_same_origin(a, b): whether scheme, host and port are the same. */
bool url_same_origin(const char *a, const char *b);

/* url_within(text, domain): whether it is https and of domain or below it. */
bool url_within(const char *text, const char *domain);

#endif /* AMB_CLOUD_URL_H */
