#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/io.h"
#include "source.h"

enum { LEN_MAX = 64 << 20 }; /* bytes */
#define TOO_LONG "longer than 64 MiB"

static enum fault
fail(enum fault fault, char *why, const char *text)
{
	why_set(why, "%s", text);
	return fault;
}

static enum fault
map(int fd, struct source *s, char *why)
{
	struct stat st;

	if (fd == -1 || fstat(fd, &st) == -1)
		return fail(FAULT_NO_INPUT, why, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return fail(FAULT_NO_INPUT, why, "not a regular file");
	if (st.st_size == 0)
		return fail(FAULT_INPUT, why, "empty");
	if (st.st_size > LEN_MAX)
		return fail(FAULT_INPUT, why, TOO_LONG);
	s->mapped = true;
	s->len = (size_t)st.st_size;
	s->data = mmap(NULL, s->len, PROT_READ, MAP_PRIVATE, fd, 0);
	if (s->data == MAP_FAILED)
		return fail(FAULT_NO_INPUT, why, strerror(errno));
	return FAULT_NONE;
}

enum fault
source_open(const char *path, struct source *s, char why[WHY_MAX])
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	enum fault fault = map(fd, s, why);

	if (fd != -1)
		close(fd);
	return fault;
}

enum fault
source_read(struct source *s, char why[WHY_MAX])
{
	s->mapped = false;
	s->data = io_read_all(STDIN_FILENO, LEN_MAX, &s->len);
	if (s->data == NULL && errno != EFBIG)
		die_errno(EX_IOERR, "cannot read standard input");
	if (s->data == NULL)
		return fail(FAULT_INPUT, why, TOO_LONG);
	if (s->len > 0)
		return FAULT_NONE;
	source_release(s);
	return fail(FAULT_INPUT, why, "empty");
}

void
source_release(struct source *s)
{
	if (s->mapped)
		munmap(s->data, s->len);
	else
		free(s->data);
}
