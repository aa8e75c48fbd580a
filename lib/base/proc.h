/*
 * proc.h - run another program: bytes in, bytes out, a deadline.
 *
 * There is no shell: the program gets an exact argv, and foreign data only on
 * its stdin.  It is killed at the deadline and, unless it outlives its parent,
 * when that dies; what it started is killed at its end.
 */
#ifndef AMB_BASE_PROC_H
#define AMB_BASE_PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PROC_TIMEOUT = -1, PROC_TOO_LONG = -2, PROC_SIGNAL = 128 };

struct proc {
	const char *const *argv; /* argv[0] is the path; ends with NULL */
	const char *const *env;	 /* "KEY=VALUE"s to add, or NULL */
	const char *in;		 /* for its stdin, in_len bytes */
	size_t in_len;
	int in_fd;	/* its stdin instead, when in is NULL */
	size_t out_max; /* bytes it may write to stdout */
	int64_t end_ms; /* deadline, of clock_elapsed_ms(); 0 for none */
	bool outlives;	/* it goes on when this process is killed */
	/* results */
	char *out; /* what it wrote and a NUL; free() it */
	size_t out_len;
	int status; /* exit status, PROC_SIGNAL + signal, or PROC_ above */
};

/*
 * proc_run(p): run it to its end.  Returns 0 and fills the results, or -1
 * with errno when it could not be started (out is then NULL).
 */
int proc_run(struct proc *p);

/*
 * proc_tool(path, size, dir, name): write dir/name to path[size].  Returns 0,
 * or -1 with errno when that is not an executable file.
 */
int proc_tool(char *path, size_t size, const char *dir, const char *name);

#endif /* AMB_BASE_PROC_H */
