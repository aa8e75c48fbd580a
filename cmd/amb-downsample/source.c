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
#include "image/picture.h"
#include "source.h"

static enum fault
fail(enum fault fault, char *why, const char *text)
{
	why_set(why, "%s", text);
	return fault;
}

/* Copying a picture of some MiB takes as long as an eighth of decoding it. */
static enum fault
map(int fd, const struct stat *st, struct source *s, char *why)
{
	if (!S_ISREG(st->st_mode))
		return fail(FAULT_NO_INPUT, why, "not a regular file");
	if (st->st_size > PICTURE_LEN_MAX)
		return fail(FAULT_INPUT, why, "longer than 64 MiB");
	if (st->st_size == 0)
		return fail(FAULT_INPUT, why, "empty");
	s->mapped = true;
	s->len = (size_t)st->st_size;
	s->data =
	    mmap(NULL, s->len, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
	return s->data != MAP_FAILED
		   ? FAULT_NONE
		   : fail(FAULT_NO_INPUT, why, strerror(errno));
}

enum fault
source_open(const char *path, struct source *s, char why[WHY_MAX])
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	enum fault fault;
	struct stat st;

	if (fd == -1 || fstat(fd, &st) == -1)
		return fail(FAULT_NO_INPUT, why, strerror(errno));
	fault = map(fd, &st, s, why);
	close(fd);
	return fault;
}

enum fault
source_read(struct source *s, char why[WHY_MAX])
{
	s->mapped = false;
	s->data = io_read_all(STDIN_FILENO, PICTURE_LEN_MAX, &s->len);
	if (s->data == NULL && errno == EFBIG)
		return fail(FAULT_INPUT, why, "longer than 64 MiB");
	if (s->data == NULL)
		die_errno(EX_IOERR, "cannot read standard input");
	if (s->len > 0)
		return FAULT_NONE;
	free(s->data);
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
