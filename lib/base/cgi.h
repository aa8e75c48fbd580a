/*
 * cgi.h - a CGI request, and the head of a response with a JSON body.
 */
#ifndef AMB_BASE_CGI_H
#define AMB_BASE_CGI_H

#include <stddef.h>

enum { CGI_JSON_MAX = 65536 }; /* bytes of a JSON body */

/* cgi_env(name): a variable of the request; "" when it is absent. */
const char *cgi_env(const char *name);

/* cgi_number(text): a whole number of at most 15 digits; else -1. */
long long cgi_number(const char *text);

/*
 * cgi_head(status, len, allow): print it on stdout: the HTTP status, that the
 * body is JSON of len bytes, the methods to be named by 405 or NULL, and for
 * 503 Retry-After.
 */
void cgi_head(int status, size_t len, const char *allow);

#endif /* AMB_BASE_CGI_H */
