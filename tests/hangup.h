/*
 * hangup.h - an HTTP client of this machine that may hang up, and bears it when
 * the server does.
 */
#ifndef AMB_TESTS_HANGUP_H
#define AMB_TESTS_HANGUP_H

#include <arpa/inet.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ANSWER_MAX = 1 << 20, ANSWER_MS = 40000, HANG_UP_US = 15000 };

/* A connection, or -1. */
static inline int
web_connect(int port)
{
	struct sockaddr_in to = {
	    .sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
	if (fd != -1 && connect(fd, (struct sockaddr *)&to, sizeof(to)) == 0)
		return fd;
	if (fd != -1)
		close(fd);
	return -1;
}

/* Read to the end of the connection; "" when it is broken. */
static inline void
web_read(int fd, char *answer)
{
	struct pollfd p = {fd, POLLIN, 0};
	size_t n = 0;
	ssize_t got = 1;

	while (got > 0 && n < ANSWER_MAX - 1) {
		got = poll(&p, 1, ANSWER_MS) == 1
			  ? recv(fd, answer + n, ANSWER_MAX - 1 - n, 0)
			  : -1;
		n += got > 0 ? (size_t)got : 0;
	}
	answer[got == 0 ? n : 0] = '\0';
}

/*
 * web_post(port, path, type, body, len, hang_up): POST, and hang up at a random
 * moment or read the answer.  Returns the body of an answer 200, from its empty
 * line on and until the next call; else NULL.
 */
static inline const char *
web_post(int port, const char *path, const char *type, const void *body,
    size_t len, bool hang_up)
{
	static char answer[ANSWER_MAX];
	char head[512];
	const struct timespec nap = {.tv_nsec = random() % HANG_UP_US * 1000L};
	const struct linger reset = {random() % 2 == 0, 0};
	int n = snprintf(head, sizeof(head),
	    "POST %s HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
	    "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n",
	    path, type, len);
	int fd = web_connect(port);

	answer[0] = '\0';
	if (fd == -1) {
		nanosleep(&nap, NULL);
		return NULL;
	}
	send(fd, head, (size_t)n, MSG_NOSIGNAL);
	/* one in four hangs up before all is sent */
	if (hang_up && random() % 4 == 0)
		len = (size_t)random() % (len + 1);
	send(fd, body, len, MSG_NOSIGNAL);
	if (hang_up) {
		nanosleep(&nap, NULL);
		setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
	} else {
		web_read(fd, answer);
	}
	close(fd);
	if (strncmp(answer, "HTTP/1.1 200 ", 13) != 0)
		return NULL;
	return strstr(answer, "\r\n\r\n");
}

#endif /* AMB_TESTS_HANGUP_H */
