/*
 * why.h - the form in which lib reports what is wrong with data.
 *
 * A function that checks foreign data takes why[WHY_MAX] last, and returns 0,
 * or -1 and a whole sentence there: it names the member and what that must be,
 * and no caller adds to its middle.  A caller may pass NULL.  A function that
 * returns a jv returns an invalid one that carries the sentence (msg_bad).
 * Failures of the system are -1 or NULL with errno.
 */
#ifndef AMB_BASE_WHY_H
#define AMB_BASE_WHY_H

enum { WHY_MAX = 512 }; /* bytes, with the NUL */

/* why_set(why, fmt, ...): write the sentence; why may be NULL.  Returns -1. */
int why_set(char why[WHY_MAX], const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif /* AMB_BASE_WHY_H */
