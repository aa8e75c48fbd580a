/*
 * multipart.h - find the one file in a multipart/form-data body.
 *
 * The one door to GMime.  Its parser keeps every header in memory and is slow
 * on long ones, so it is stopped at few and short ones.
 */
#ifndef AMB_MULTIPART_H
#define AMB_MULTIPART_H

#include <stdbool.h>

struct multipart; /* opaque */

/*
 * multipart_open(fd, give_up): parse a body that begins with its Content-Type,
 * in a file that can be sought in and stays open until multipart_free().  When
 * the parser must be stopped calls give_up(why), which does not return.
 * Never NULL: multipart_wrong() tells whether there is one file in it.
 */
struct multipart *multipart_open(int fd, void (*give_up)(const char *why));
void multipart_free(struct multipart *m);

/*
 * multipart_wrong(m): why the body is not taken, a text; NULL when it is.
 */
const char *multipart_wrong(const struct multipart *m);

/*
 * multipart_name(m), multipart_type(m): what the sender calls the file, or
 * NULL, and its media type.  Owned by m.
 */
const char *multipart_name(const struct multipart *m);
const char *multipart_type(const struct multipart *m);

/*
 * multipart_write(m, out): decode the file to a descriptor.
 * Returns how many bytes, or -1 with errno.
 */
long long multipart_write(const struct multipart *m, int out);

#endif /* AMB_MULTIPART_H */
