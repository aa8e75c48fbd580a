/*
 * ws.h - as much of a WebSocket client as tests and benches need.
 */
#ifndef AMB_TEST_WS_H
#define AMB_TEST_WS_H

#include <netdb.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { WS_BUF = 128 * 1024 };

enum { WS_TEXT = 1, WS_BINARY = 2, WS_CLOSE = 8, WS_PING = 9, WS_PONG = 10 };

/* What was read and not yet understood. */
struct ws_in {
	unsigned char *buf;
	size_t size;
	size_t len;
	size_t used;
};

struct ws_msg {
	int type;
	const unsigned char *data;
	size_t len;
};

static inline int
ws_dial_unix(const char *path)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(to.sun_path, sizeof(to.sun_path), "%s", path);
	if (connect(fd, (struct sockaddr *)&to, sizeof(to)) == 0)
		return fd;
	close(fd);
	return -1;
}

static inline int
ws_dial_tcp(const char *port)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
	struct addrinfo *to;
	int fd = -1;

	if (getaddrinfo("127.0.0.1", port, &hints, &to) != 0)
		return -1;
	fd = socket(to->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (connect(fd, to->ai_addr, to->ai_addrlen) == -1) {
		close(fd);
		fd = -1;
	}
	freeaddrinfo(to);
	return fd;
}

/* to is the path of a socket, or a port of this machine. */
static inline int
ws_dial(const char *to)
{
	return strchr(to, '/') != NULL ? ws_dial_unix(to) : ws_dial_tcp(to);
}

static inline int
ws_hello(int fd, const char *path, const char *headers)
{
	char text[2048];
	int len = snprintf(text, sizeof(text),
	    "GET %s HTTP/1.1\r\nHost: amb.test\r\nConnection: Upgrade\r\n"
	    "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
	    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n%s\r\n",
	    path, headers);

	return write(fd, text, (size_t)len) == len ? 0 : -1;
}

/* A masked frame of up to 65535 bytes; the mask is all zero. */
static inline int
ws_say(int fd, int type, const void *data, size_t len)
{
	unsigned char *f = calloc(1, len + 8);
	size_t n = 2;
	int rc;

	f[0] = (unsigned char)(0x80 | type);
	f[1] = (unsigned char)(0x80 | (len < 126 ? len : 126));
	if (len >= 126) {
		f[n++] = (unsigned char)(len >> 8);
		f[n++] = (unsigned char)len;
	}
	n += 4;
	if (len > 0)
		memcpy(f + n, data, len);
	rc = write(fd, f, n + len) == (ssize_t)(n + len) ? 0 : -1;
	free(f);
	return rc;
}

/* Read what is there.  Returns what read() does. */
static inline ssize_t
ws_read(int fd, struct ws_in *in)
{
	ssize_t n;

	memmove(in->buf, in->buf + in->used, in->len - in->used);
	in->len -= in->used;
	in->used = 0;
	n = read(fd, in->buf + in->len, in->size - in->len - 1);
	if (n > 0)
		in->len += (size_t)n;
	in->buf[in->len] = '\0';
	return n;
}

/* Take a whole message.  Returns 1, or 0 when more must be read. */
static inline int
ws_next(struct ws_in *in, struct ws_msg *m)
{
	const unsigned char *p = in->buf + in->used;
	size_t have = in->len - in->used;
	size_t head = 2;
	size_t i;

	if (have < 2)
		return 0;
	m->len = p[1] & 127;
	if (m->len >= 126) {
		head = m->len == 126 ? 4 : 10;
		if (have < head)
			return 0;
		m->len = 0;
		for (i = 2; i < head; i++)
			m->len = m->len << 8 | p[i];
	}
	if (have < head + m->len)
		return 0;
	m->type = p[0] & 15;
	m->data = p + head;
	in->used += head + m->len;
	return 1;
}

static inline double
ws_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

#endif /* AMB_TEST_WS_H */
