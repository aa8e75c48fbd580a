/*
 * timers.h - queue the instructions of timers that are due.
 *
 * amb-publish gives each the id of its job and forgets that only once it is
 * reported as done, see amb-publish(1); so a process that is killed here leaves
 * nothing undone, and nothing is done twice.
 */
#ifndef AMB_RUN_TIMERS_H
#define AMB_RUN_TIMERS_H

#include <stdbool.h>
#include <sys/types.h>

struct timers {
	int fd;	     /* of timerfd_create(); readable when one may be due */
	int watch;   /* of inotify: the file that is written to on a change */
	pid_t child; /* that queues them; 0 where there is none */
	bool look;   /* there may be some that are due */
};

/*
 * timers_queue(): queue those that are due, in the foreground.  Returns when
 * the next is due, in ms since 1970, INT64_MAX without any; -1 when some are
 * left, which was reported.
 */
int64_t timers_queue(void);

/*
 * timers_open(t, notices): notice by a timer, and by an inotify descriptor,
 * when some are due, also when the clock is set.  Exits 71 on failure.
 */
void timers_open(struct timers *t, int notices);

/*
 * timers_notice(t): read t->fd, which does not block.
 * timers_start(t): when some may be due, have a child process queue them.  The
 * lock of this tool, on fd, is closed in it.
 * timers_reaped(t, pid, status): a process has ended.  Returns whether it was
 * that child.
 */
void timers_notice(struct timers *t);
void timers_start(struct timers *t, int lock);
bool timers_reaped(struct timers *t, pid_t pid, int status);

#endif /* AMB_RUN_TIMERS_H */
