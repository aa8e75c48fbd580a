/*
 * percent.h - decode percent-encoding, RFC 3986 section 2.1.
 *
 * The result is a C string: an encoded NUL is refused.
 */
#ifndef AMB_BASE_PERCENT_H
#define AMB_BASE_PERCENT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * percent_decode(text, len, plus, buf, size): decode len bytes to buf[size];
 * with plus, '+' is a space, as in a query.  Returns the length without
 * the NUL, or -1 when a % is not followed by two hexadecimal
 * digits, a byte is 0, or buf is too small.
 */
int percent_decode(
    const char *text, size_t len, bool plus, char *buf, size_t size);

#endif /* AMB_BASE_PERCENT_H */
