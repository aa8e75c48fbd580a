/*
 * writeall.h - write that does not stop half way.
 */
#ifndef AMB_WRITEALL_H
#define AMB_WRITEALL_H

#include <stddef.h>

/*
 * write_all(fd, data, len): write len bytes, however many calls it takes.
 * Returns 0, or -1 with errno; part of it may then be written.
 */
int write_all(int fd, const void *data, size_t len);

#endif /* AMB_WRITEALL_H */
