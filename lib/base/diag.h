/*
 * diag.h - one-line diagnostics on stderr, and exit.
 *
 * Every message is one line, "amb-foo: text", lower case, no full stop,
 * with the thing that failed in single quotes.  Control characters are
 * shown as '?', so that remote text cannot forge a second line.
 */
#ifndef AMB_BASE_DIAG_H
#define AMB_BASE_DIAG_H

#define DIAG_PRINTF(f, a) __attribute__((format(printf, f, a)))

/*
 * diag_init(argv0): name this program in later messages.
 * Borrows argv0 for the life of the process.
 */
void diag_init(const char *argv0);

/* warn_errno(fmt, ...): print the message and strerror(errno). */
void warn_errno(const char *fmt, ...) DIAG_PRINTF(1, 2);

/* warn_msg(fmt, ...): print the message alone. */
void warn_msg(const char *fmt, ...) DIAG_PRINTF(1, 2);

/* die_errno(code, fmt, ...): warn_errno(), then exit with a sysexits code. */
_Noreturn void die_errno(int code, const char *fmt, ...) DIAG_PRINTF(2, 3);

/* die_msg(code, fmt, ...): warn_msg(), then exit with a sysexits code. */
_Noreturn void die_msg(int code, const char *fmt, ...) DIAG_PRINTF(2, 3);

/*
 * stdout_close(): flush and close standard output; the last act of main().
 * Returns EX_OK, or warns and returns EX_IOERR.
 */
int stdout_close(void);

#endif /* AMB_BASE_DIAG_H */
