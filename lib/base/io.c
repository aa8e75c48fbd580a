#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/io.h"

enum { FIRST_READ = 4096 }; /* bytes */

int
io_fill(int fd, char *buf, size_t size, size_t *len)
{
	ssize_t n = 1;

	while (*len < size && n != 0) {
		n = read(fd, buf + *len, size - *len);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return -1;
		*len += (size_t)n;
	}
	return 0;
}

char *
io_read_all(int fd, size_t max, size_t *len)
{
	size_t room = FIRST_READ;
	size_t used = 0;
	char *buf = NULL;
	char *grown;

	for (;; room *= 2) {
		if (room > max)
			room = max + 1; /* to see whether it is longer */
		grown = realloc(buf, room + 1);
		if (grown == NULL)
			break;
		buf = grown;
		if (io_fill(fd, buf, room, &used) == -1)
			break;
		if (used > max) {
			errno = EFBIG;
			break;
		}
		if (used < room) {
			buf[used] = '\0';
			if (len != NULL)
				*len = used;
			return buf;
		}
	}
	free(buf);
	return NULL;
}

char *
io_read_at(int folder, const char *path, size_t max, size_t *len)
{
	int fd = openat(folder, path, O_RDONLY | O_CLOEXEC);
	char *buf;
	int err;

	if (fd == -1)
		return NULL;
	buf = io_read_all(fd, max, len);
	err = errno;
	close(fd);
	errno = err;
	return buf;
}

char *
io_read_file(const char *path, size_t max, size_t *len)
{
	return io_read_at(AT_FDCWD, path, max, len);
}

static int
put_all(int fd, const char *p, size_t len,
    ssize_t (*put)(int fd, const void *data, size_t len))
{
	ssize_t n;

	while (len > 0) {
		n = put(fd, p, len);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return -1;
		p += n;
		len -= (size_t)n;
	}
	return 0;
}

int
io_write_all(int fd, const void *data, size_t len)
{
	return put_all(fd, data, len, write);
}

static ssize_t
send_quietly(int fd, const void *data, size_t len)
{
	return send(fd, data, len, MSG_NOSIGNAL);
}

int
io_send_all(int fd, const void *data, size_t len)
{
	return put_all(fd, data, len, send_quietly);
}
