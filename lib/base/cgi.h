/*
 * cgi.h - the head of a CGI response with a JSON body.
 */
#ifndef AMB_BASE_CGI_H
#define AMB_BASE_CGI_H

#include <stddef.h>

/*
 * cgi_head(status, len, allow): print it on stdout: the HTTP status, that the
 * body is JSON of len bytes, the methods to be named by 405 or NULL, and for
 * 503 Retry-After.
 */
void cgi_head(int status, size_t len, const char *allow);

#endif /* AMB_BASE_CGI_H */
