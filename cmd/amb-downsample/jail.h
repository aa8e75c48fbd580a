/*
 * jail.h - run a function in a process of its own.
 */
#ifndef AMB_JAIL_H
#define AMB_JAIL_H

#include <stddef.h>

/*
 * jail_share(size): zeroed memory that a child and its parent both see; NULL
 * with errno.  jail_unshare(p, size): give it back.
 */
void *jail_share(size_t size);
void jail_unshare(void *p, size_t size);

/*
 * jail_run(work, arg, cpu_s): call work(arg) in a child that may use cpu_s
 * seconds of processor time and write no core, and wait for its end.
 * Returns the status that waitpid(2) tells, 0 when all went well, or -1 with
 * errno when there was no child.
 */
int jail_run(void (*work)(void *arg), void *arg, int cpu_s);

#endif /* AMB_JAIL_H */
