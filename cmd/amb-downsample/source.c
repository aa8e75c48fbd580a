#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/io.h"
#include "source.h"

enum { LEN_MAX = 64 << 20 }; /* bytes */

static enum fault
fail(enum fault fault, char *why, const char *text)
{
	why_set(why, "%s", text);
	return fault;
}

static enum fault
read_all(int fd, struct source *s, char *why)
{
	s->data = io_read_all(fd, LEN_MAX, &s->len);
	if (s->data == NULL && errno == EFBIG)
		return fail(FAULT_INPUT, why, "longer than 64 MiB");
	if (s->data == NULL)
		return fail(FAULT_NO_INPUT, why, strerror(errno));
	if (s->len > 0)
		return FAULT_NONE;
	free(s->data);
	return fail(FAULT_INPUT, why, "empty");
}

enum fault
source_open(const char *path, struct source *s, char why[WHY_MAX])
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	enum fault fault;
	struct stat st;

	if (fd == -1 || fstat(fd, &st) == -1)
		return fail(FAULT_NO_INPUT, why, strerror(errno));
	fault = S_ISREG(st.st_mode)
		    ? read_all(fd, s, why)
		    : fail(FAULT_NO_INPUT, why, "not a regular file");
	close(fd);
	return fault;
}

enum fault
source_read(struct source *s, char why[WHY_MAX])
{
	enum fault fault = read_all(STDIN_FILENO, s, why);

	if (fault == FAULT_NO_INPUT)
		die_msg(EX_IOERR, "cannot read standard input: %s", why);
	return fault;
}
