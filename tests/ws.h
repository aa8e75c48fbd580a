/*
 * ws.h - as much of a WebSocket client as tests and benches need: messages of
 * one frame, from a server that is trusted.
 */
#ifndef AMB_TESTS_WS_H
#define AMB_TESTS_WS_H

#include <netdb.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { WS_BUF = 128 * 1024 };

/* What tells, in a folder or of a file, that there is an event. */
enum { WS_CHANGED = IN_MOVED_TO | IN_MODIFY };

enum { WS_TEXT = 1, WS_BINARY = 2, WS_CLOSE = 8, WS_PING = 9, WS_PONG = 10 };

/* What was read and not taken yet: bytes used to len of buf[size], which the
 * user allocates. */
struct ws_in {
	unsigned char *buf;
	size_t size;
	size_t len;
	size_t used;
};

/* A message; its data is in buf and valid until the next ws_read(). */
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

/*
 * ws_dial(to): connect to the path of a socket, or a port of this machine.
 * Returns a descriptor, or -1.
 */
static inline int
ws_dial(const char *to)
{
	return strchr(to, '/') != NULL ? ws_dial_unix(to) : ws_dial_tcp(to);
}

/*
 * ws_upgrade(fd, path, headers): request it; headers are whole lines, or "".
 * Returns 0, or -1.
 */
static inline int
ws_upgrade(int fd, const char *path, const char *headers)
{
	char text[2048];
	int len = snprintf(text, sizeof(text),
	    "GET %s HTTP/1.1\r\nHost: amb.test\r\nConnection: Upgrade\r\n"
	    "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
	    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n%s\r\n",
	    path, headers);

	return write(fd, text, (size_t)len) == len ? 0 : -1;
}

/*
 * ws_send(fd, type, data, len): send a masked message of at most 65535 bytes;
 * the mask is all zero.  Returns 0, or -1.
 */
static inline int
ws_send(int fd, int type, const void *data, size_t len)
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

/* ws_now(): seconds since 1970. */
static inline double
ws_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ws_stamp(fd): let the kernel note when bytes arrive; TCP only. */
static inline void
ws_stamp(int fd)
{
	int on = 1;

	setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof(on));
}

/* ws_stamp_of(m, at): when the bytes of m arrived, if it was noted. */
static inline void
ws_stamp_of(struct msghdr *m, double *at)
{
	struct cmsghdr *c = CMSG_FIRSTHDR(m);
	struct timespec t;

	if (c == NULL || c->cmsg_type != SCM_TIMESTAMPNS)
		return;
	memcpy(&t, CMSG_DATA(c), sizeof(t));
	*at = (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/*
 * ws_read(fd, in, at): read once, a NUL follows.  at may be NULL; *at is set
 * as of ws_now() when ws_stamp() was called.  Returns what read() does.
 */
static inline ssize_t
ws_read(int fd, struct ws_in *in, double *at)
{
	char control[CMSG_SPACE(sizeof(struct timespec))];
	struct iovec v;
	struct msghdr m = {.msg_iov = &v,
	    .msg_iovlen = 1,
	    .msg_control = control,
	    .msg_controllen = sizeof(control)};
	ssize_t n;

	memmove(in->buf, in->buf + in->used, in->len - in->used);
	in->len -= in->used;
	in->used = 0;
	v.iov_base = in->buf + in->len;
	v.iov_len = in->size - in->len - 1;
	n = recvmsg(fd, &m, 0);
	if (n > 0)
		in->len += (size_t)n;
	if (n > 0 && at != NULL)
		ws_stamp_of(&m, at);
	in->buf[in->len] = '\0';
	return n;
}

/* ws_next(in, m): take a message.  Returns 1, or 0 when more must be read. */
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

/* ws_clock(): seconds since some start, never set back. */
static inline double
ws_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

#endif /* AMB_TESTS_WS_H */
