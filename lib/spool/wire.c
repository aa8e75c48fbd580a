#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "spool/layout.h"
#include "spool/wire.h"

int
publisher_connect(int dir, int seconds)
{
	const struct timeval limit = {.tv_sec = seconds};
	struct sockaddr_un addr = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int err;

	if (fd == -1)
		return -1;
	/* by way of the open folder: a path may be too long for a socket */
	snprintf(addr.sun_path, sizeof(addr.sun_path),
	    "/proc/self/fd/%d/" SPOOL_PUBLISHER, dir);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
	if (connect(fd, (struct sockaddr *)&addr, sizeof(addr)) == 0)
		return fd;
	err = errno;
	close(fd);
	errno = err;
	return -1;
}

int
publisher_parse(char *line, size_t len, const char **json, size_t *json_len)
{
	char *end;
	long status = strtol(line, &end, 10);

	if (end == line || *end != ' ' || status < 0 || status > UCHAR_MAX)
		return -1;
	*json = end + 1;
	*json_len = len - (size_t)(*json - line);
	return (int)status;
}
