/*
 * base64.h - bytes as text, RFC 4648 section 4.
 */
#ifndef AMB_BASE_BASE64_H
#define AMB_BASE_BASE64_H

#include <stddef.h>

/*
 * base64_encode(data, len): the text of len bytes, with padding and a NUL, in
 * memory that the caller frees; NULL with errno.
 */
char *base64_encode(const void *data, size_t len);

/*
 * base64_decode(text, out): decode text, which may be a data: URL, hold white
 * space, use the URL alphabet and lack its padding.  out
 * has room for strlen(text) bytes and may be text itself.  Returns the number
 * of bytes, or -1 when it is not base64.
 */
long base64_decode(const char *text, void *out);

#endif /* AMB_BASE_BASE64_H */
