/*
 * io.h - files and descriptors read and written whole.
 *
 * A short read or write is continued, never reported as a whole one.
 */
#ifndef AMB_BASE_IO_H
#define AMB_BASE_IO_H

#include <stddef.h>

/*
 * io_fill(fd, buf, size, len): read on, to buf[*len] and after, until the end
 * or until buf has size bytes; *len is how many it has.  Returns 0, or -1 with
 * errno.
 */
int io_fill(int fd, char *buf, size_t size, size_t *len);

/*
 * io_read_all(fd, max, len): what is left of fd, and a NUL, in memory that the
 * caller frees; *len, which may be NULL, is its length in bytes.  Returns NULL
 * with errno; EFBIG when there are more than max bytes.
 */
char *io_read_all(int fd, size_t max, size_t *len);

/*
 * io_read_file(path, max, len): the same of a file.  io_read_at() likewise; a
 * relative path begins at the open folder.
 */
char *io_read_file(const char *path, size_t max, size_t *len);
char *io_read_at(int folder, const char *path, size_t max, size_t *len);

/*
 * io_write_all(fd, data, len): write len bytes, however many calls it takes.
 * Returns 0, or -1 with errno; part of it may then be written.
 * io_send_all(fd, data, len): the same to a socket, without SIGPIPE when the
 * other side has closed it.
 */
int io_write_all(int fd, const void *data, size_t len);
int io_send_all(int fd, const void *data, size_t len);

#endif /* AMB_BASE_IO_H */
