/*
 * lines.h - lines from a descriptor, as they come.
 *
 * What is read is kept until all of its line is there; a read never waits for
 * more than the descriptor has.
 */
#ifndef AMB_BASE_LINES_H
#define AMB_BASE_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* All zero but max is empty; lines_free() it. */
struct lines {
	size_t max; /* bytes of a line; of a longer one max + 1 are kept */
	char *data;
	size_t start; /* of the next line */
	size_t end;   /* of what was read */
	size_t size;
	size_t chunk;  /* to read at once; it grows with what comes */
	bool skipping; /* the rest of a line that is too long */
};

/*
 * lines_read(l, fd): read once.  Returns the number of bytes, 0 at the end, -1
 * with errno.  Lines that were returned before are no longer valid.  Exits on
 * lack of memory.
 */
ssize_t lines_read(struct lines *l, int fd);

/*
 * lines_next(l, line, len): the next whole line, with a NUL in place of its
 * newline.  *len is max + 1 when it was longer; the rest of it is skipped.
 * Returns whether there is one.
 */
bool lines_next(struct lines *l, char **line, size_t *len);

/* lines_last(l, line, len): after the end, the last line, without a newline. */
bool lines_last(struct lines *l, char **line, size_t *len);

void lines_free(struct lines *l);

#endif /* AMB_BASE_LINES_H */
