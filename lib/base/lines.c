#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/lines.h"

enum { CHUNK = 16 * 1024, CHUNK_MAX = 4 * 1024 * 1024 }; /* bytes */

/* Make room for a chunk, and a NUL. */
static void
make_room(struct lines *l)
{
	if (l->start > 0)
		memmove(l->data, l->data + l->start, l->end - l->start);
	l->end -= l->start;
	l->start = 0;
	if (l->chunk == 0)
		l->chunk = CHUNK;
	if (l->size >= l->end + l->chunk + 1)
		return;
	l->size = (l->end + l->chunk) * 2;
	l->data = realloc(l->data, l->size);
	if (l->data == NULL)
		die_errno(EX_OSERR, "cannot read a line");
}

/* Drop what belongs to a line that was returned as too long. */
static void
skip(struct lines *l)
{
	char *end;

	if (!l->skipping)
		return;
	end = memchr(l->data + l->start, '\n', l->end - l->start);
	l->skipping = end == NULL;
	l->start = end != NULL ? (size_t)(end - l->data) + 1 : l->end;
}

ssize_t
lines_read(struct lines *l, int fd)
{
	ssize_t n;

	make_room(l);
	do {
		n = read(fd, l->data + l->end, l->chunk);
	} while (n == -1 && errno == EINTR);
	if (n == (ssize_t)l->chunk && l->chunk < CHUNK_MAX)
		l->chunk *= 2;
	if (n > 0)
		l->end += (size_t)n;
	return n;
}

bool
lines_next(struct lines *l, char **line, size_t *len)
{
	char *end;

	skip(l);
	if (l->start == l->end)
		return false;
	*line = l->data + l->start;
	end = memchr(*line, '\n', l->end - l->start);
	*len = end != NULL ? (size_t)(end - *line) : l->end - l->start;
	if (end == NULL && *len <= l->max)
		return false;
	if (end != NULL)
		*end = '\0';
	l->start += end != NULL ? *len + 1 : *len;
	l->skipping = end == NULL;
	if (*len > l->max)
		*len = l->max + 1;
	return true;
}

bool
lines_last(struct lines *l, char **line, size_t *len)
{
	skip(l);
	if (l->start == l->end)
		return false;
	*line = l->data + l->start;
	*len = l->end - l->start;
	(*line)[*len] = '\0';
	l->start = l->end;
	return true;
}

void
lines_free(struct lines *l)
{
	free(l->data);
	*l = (struct lines){.max = l->max};
}
