/*
 * base64.h - bytes as text, RFC 4648 section 4.
 */
#ifndef AMB_BASE64_H
#define AMB_BASE64_H

#include <stddef.h>

/*
 * base64_encode(data, len): the text of len bytes, with padding and a NUL, in
 * memory that the caller frees; NULL with errno.
 */
char *base64_encode(const void *data, size_t len);

#endif /* AMB_BASE64_H */
