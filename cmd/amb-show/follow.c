#include <limits.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "follow.h"
#include "spool/layout.h"

enum { BUFFER = 64 * (sizeof(struct inotify_event) + NAME_MAX + 1) };

int
follow_open(const char *folder)
{
	int fd = inotify_init1(IN_CLOEXEC);

	if (fd != -1 && inotify_add_watch(fd, folder, IN_MOVED_TO) == -1) {
		close(fd);
		return -1;
	}
	return fd;
}

/* Of the files that a change renames, SPOOL_SCENE is the last. */
static bool
has_last(const char *events, ssize_t len)
{
	struct inotify_event e;
	ssize_t at;

	for (at = 0; at < len; at += (ssize_t)sizeof(e) + e.len) {
		memcpy(&e, events + at, sizeof(e));
		if ((e.mask & (IN_Q_OVERFLOW | IN_IGNORED)) != 0 ||
		    (e.len > 0 &&
			strcmp(events + at + sizeof(e), SPOOL_SCENE) == 0))
			return true;
	}
	return false;
}

int
follow_wait(int fd, int ms)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};
	char events[BUFFER];
	ssize_t len;
	int n;

	do {
		n = poll(&p, 1, ms);
		if (n <= 0)
			return n;
		len = read(fd, events, sizeof(events));
		if (len == -1)
			return -1;
	} while (!has_last(events, len));
	return 0;
}
