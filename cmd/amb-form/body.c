#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "body.h"

enum { CHUNK = 65536 }; /* bytes */

/* Count the lines that begin with "--"; *state is how much of "\n--" we saw. */
static void
count(struct body *b, const char *p, size_t n, int *state)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (p[i] == '\n') {
			*state = 1;
		} else if (*state > 0 && p[i] == '-') {
			b->fences += *state == 2;
			*state = (*state + 1) % 3;
		} else {
			*state = 0;
		}
	}
}

int
body_copy(struct body *b, int fd)
{
	char chunk[CHUNK];
	int state = 1; /* a body begins with a line */
	ssize_t n;

	while ((n = read(STDIN_FILENO, chunk, sizeof(chunk))) != 0) {
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return -1;
		b->len += n;
		if (b->len > b->max)
			return 1;
		count(b, chunk, (size_t)n, &state);
		if (io_write_all(fd, chunk, (size_t)n) == -1)
			return -1;
	}
	return 0;
}

int
body_keep(struct body *b, const char *head)
{
	FILE *f = tmpfile(); /* it goes when we do */
	int rc;
	int fd;

	if (f == NULL)
		return -1;
	fd = dup(fileno(f));
	fclose(f);
	if (fd == -1)
		return -1;
	rc = io_write_all(fd, head, strlen(head));
	if (rc == 0)
		rc = body_copy(b, fd);
	if (rc == 1)
		errno = EFBIG;
	/* GMime loses a byte of the file when the last line has no end */
	if (rc == 0)
		rc = io_write_all(fd, "\r\n", 2);
	if (rc == 0 && lseek(fd, 0, SEEK_SET) == 0)
		return fd;
	close(fd);
	return -1;
}
