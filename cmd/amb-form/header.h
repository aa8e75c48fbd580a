/*
 * header.h - the value of a header field, as RFC 2045 writes it: a first word,
 * then parameters ("form-data; name=\"file\"; filename=a.png").
 *
 * A value is at most HEADER_MAX bytes, so each part of it fits in buf.
 */
#ifndef AMB_FORM_HEADER_H
#define AMB_FORM_HEADER_H

#include <stdbool.h>

enum { HEADER_MAX = 4096 }; /* bytes of a field, without the NUL */

/* header_word(value, buf): copy the first word. */
void header_word(const char *value, char buf[HEADER_MAX + 1]);

/*
 * header_param(value, name, buf): copy a parameter, the first of that name,
 * without its quotes.  Returns false, and an empty buf, when there is none.
 */
bool header_param(
    const char *value, const char *name, char buf[HEADER_MAX + 1]);

/*
 * header_param_utf8(value, name, buf): the same of a parameter in the form
 * of RFC 5987, name*=UTF-8''text.  False also for other character sets.
 */
bool header_param_utf8(
    const char *value, const char *name, char buf[HEADER_MAX + 1]);

#endif /* AMB_FORM_HEADER_H */
