#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/clock.h"
#include "scene/ulid.h"
#include "spool/layout.h"
#include "spool/newest.h"

/* What the file has, a line each; "" for what it has not. */
struct newest {
	char id[ULID_LEN + 1];
	char right[ULID_LEN + 1];
};

static void
read_ids(int fd, struct newest *n)
{
	memset(n, 0, sizeof(*n));
	if (pread(fd, n, sizeof(*n), 0) == -1)
		return;
	n->id[ULID_LEN] = '\0'; /* in place of the newline */
	n->right[ULID_LEN] = '\0';
	if (!ulid_valid(n->id))
		n->id[0] = '\0';
	if (!ulid_valid(n->right))
		n->right[0] = '\0';
}

void
newest_raise(int root)
{
	int fd = openat(root, SPOOL_NEWEST, O_RDONLY | O_CLOEXEC);
	struct newest n;

	if (fd == -1)
		return;
	read_ids(fd, &n);
	close(fd);
	if (n.id[0] == '\0')
		return;
	ulid_raise(n.id);
	/* while the newest is ahead, none came since the clock was set right */
	ulid_set_right(n.right[0] != '\0' && !ulid_ahead(n.id, clock_ms())
			   ? n.right
			   : NULL);
}

/* Make id the newest.  Returns whether that is a change. */
static bool
add(struct newest *n, const char *id)
{
	int64_t now_ms = clock_ms();
	bool was_ahead = n->id[0] != '\0' && ulid_ahead(n->id, now_ms);

	if (ulid_ahead(id, now_ms) || (!was_ahead && strcmp(id, n->id) <= 0))
		return false;
	memcpy(n->id, id, sizeof(n->id));
	if (was_ahead)
		memcpy(n->right, id, sizeof(n->right));
	return true;
}

void
newest_note(int root, const char *id)
{
	int err = errno;
	int fd = openat(root, SPOOL_NEWEST, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	char text[sizeof(struct newest) + 1];
	struct newest n;
	int len;

	if (fd != -1) {
		flock(fd, LOCK_EX); /* or the lesser of two might stay */
		read_ids(fd, &n);
		if (add(&n, id)) {
			len = snprintf(
			    text, sizeof(text), "%s\n%s\n", n.id, n.right);
			if (pwrite(fd, text, (size_t)len, 0) == -1)
				unlinkat(root, SPOOL_NEWEST, 0);
		}
		close(fd);
	}
	errno = err;
}
