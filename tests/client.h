/*
 * client.h - the least of an HTTP client, for test programs on this machine.
 *
 * Whatever fails ends the program with status 1.
 */
#ifndef AMB_TESTS_CLIENT_H
#define AMB_TESTS_CLIENT_H

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/diag.h"

/* All zero at first; reused for each answer. */
struct answer {
	char head[2048]; /* status line and headers */
	char *body;	 /* with a NUL after it; the user frees it */
	size_t len;	 /* bytes of body */
};

/* dial(port): a connection to 127.0.0.1. */
static inline int
dial(int port)
{
	struct sockaddr_in to = {
	    .sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
	if (fd == -1 || connect(fd, (struct sockaddr *)&to, sizeof(to)) == -1)
		die_errno(1, "cannot connect to port %d", port);
	return fd;
}

static inline void
read_head(FILE *f, struct answer *a)
{
	size_t n = 0;

	while (fgets(a->head + n, (int)(sizeof(a->head) - n), f) != NULL &&
	       strcmp(a->head + n, "\r\n") != 0)
		n += strlen(a->head + n);
	if (strncmp(a->head, "HTTP/1.1 200 ", 13) != 0)
		die_msg(1, "answer '%.40s'", a->head);
}

/*
 * ask(f, method, path, body, a): send a request on an open connection and read
 * the answer, which must be 200.
 */
static inline void
ask(FILE *f, const char *method, const char *path, const char *body,
    struct answer *a)
{
	char *length;

	fprintf(f,
	    "%s %s HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
	    "Content-Length: %zu\r\n\r\n%s",
	    method, path, strlen(body), body);
	fflush(f);
	read_head(f, a);
	length = strcasestr(a->head, "content-length: ");
	if (length == NULL)
		die_msg(1, "no length of '%s'", path);
	a->len = strtoul(length + 16, NULL, 10);
	a->body = realloc(a->body, a->len + 1);
	if (a->body == NULL || fread(a->body, 1, a->len, f) != a->len)
		die_msg(1, "cut answer of '%s'", path);
	a->body[a->len] = '\0';
}

#endif /* AMB_TESTS_CLIENT_H */
