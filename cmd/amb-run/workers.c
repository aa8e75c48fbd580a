#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/signal.h"
#include "conf/conf.h"
#include "job.h"
#include "scene/ulid.h"
#include "spool/layout.h"
#include "spool/lock.h"
#include "spool/queue.h"
#include "spool/spool.h"
#include "timers.h"
#include "workers.h"

enum {
	CHECK_MS = 1000 /* between checks for jobs of other amb-run processes
			   that died */
};

struct workers {
	pid_t pids[CONF_WORKERS_MAX]; /* 0 where there is none */
	int busy;
	unsigned turn;
	int lock;	       /* on run.lock; held while this process runs */
	int notices;	       /* inotify on queue/, and of timers */
	struct timers timers;  /* when this process stays */
	int signals;	       /* see signal.h */
	int stops;	       /* SIGTERM and SIGINT so far */
	bool later;	       /* a job is left in active/ */
	int64_t rest_until_ms; /* of clock_elapsed_ms() */
};

static void
init(struct workers *w)
{
	char *queue = spool_path(SPOOL_QUEUE);

	w->signals = signal_fd_or_die(SIGCHLD);
	w->notices = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (w->notices == -1 ||
	    inotify_add_watch(w->notices, queue, IN_MOVED_TO) == -1)
		die_errno(EX_OSERR, "cannot watch '%s'", queue);
	free(queue);
	w->lock = spool_lock_shared(SPOOL_LOCK_RUN);
	if (w->lock == -1)
		die_errno(EX_CANTCREAT, "cannot lock '%s'", SPOOL_LOCK_RUN);
	spool_sweep(false);
}

static _Noreturn void
work(struct workers *w, const char *id)
{
	signal_restore();
	close(w->lock); /* a worker does not hold it */
	_exit(job_run(id) == JOB_LATER ? EX_TEMPFAIL : EX_OK);
}

/* Start a worker on a job.  Returns false when there is none. */
static bool
start(struct workers *w)
{
	char id[ULID_LEN + 1];
	int fd = queue_next(w->turn++, id);
	pid_t pid;
	int i;

	if (fd == -1)
		return false;
	pid = fork();
	if (pid == 0)
		work(w, id);
	close(fd); /* the worker holds the job now */
	if (pid == -1) {
		warn_errno("cannot start a worker");
		w->rest_until_ms = clock_elapsed_ms() + CHECK_MS;
		return false;
	}
	for (i = 0; w->pids[i] != 0; i++)
		;
	w->pids[i] = pid;
	w->busy++;
	return true;
}

static void
reap(struct workers *w)
{
	pid_t pid;
	int status;
	int i;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (timers_reaped(&w->timers, pid, status))
			continue;
		for (i = 0; i < CONF_WORKERS_MAX; i++)
			if (w->pids[i] == pid)
				w->pids[i] = 0;
		w->busy--;
		if (WIFSIGNALED(status))
			spool_sweep(false);
		if (!WIFEXITED(status) || WEXITSTATUS(status) != EX_TEMPFAIL)
			continue;
		w->later = true;
		w->rest_until_ms = clock_elapsed_ms() + CHECK_MS;
	}
}

static void
stop(struct workers *w)
{
	int i;

	if (++w->stops < 2)
		return;
	for (i = 0; i < CONF_WORKERS_MAX; i++)
		if (w->pids[i] != 0)
			kill(w->pids[i], SIGTERM);
	if (w->timers.child != 0)
		kill(w->timers.child, SIGTERM);
}

static void
read_notices(struct workers *w)
{
	char buf[4096] __attribute__((aligned(8)));
	const struct inotify_event *e;
	ssize_t n;
	char *p;

	while ((n = read(w->notices, buf, sizeof(buf))) > 0)
		for (p = buf; p < buf + n; p += sizeof(*e) + e->len) {
			e = (const struct inotify_event *)p;
			if (e->wd == w->timers.watch ||
			    (e->mask & IN_Q_OVERFLOW) != 0)
				w->timers.look = true;
		}
}

/* Wait for a job, the end of a worker or a signal to stop. */
static void
wait_for_work(struct workers *w)
{
	struct pollfd fds[] = {{w->signals, POLLIN, 0}, {w->notices, POLLIN, 0},
	    {w->timers.fd, POLLIN, 0}};
	int signal;

	poll(fds, 3, queue_empty() ? -1 : CHECK_MS);
	read_notices(w);
	timers_notice(&w->timers);
	while ((signal = signal_next(w->signals)) != 0)
		if (signal != SIGCHLD)
			stop(w);
}

int
workers_run(bool stay)
{
	struct workers w = {.timers.fd = -1};
	bool left = !stay && timers_queue() == -1;
	bool again = left; /* what keeps them from it may mend, as of jobs */
	int most = conf_int(CONF_WORKERS);
	bool idle;

	init(&w);
	if (stay)
		timers_open(&w.timers, w.notices);
	for (;;) {
		reap(&w);
		if (w.stops == 0)
			timers_start(&w.timers, w.lock);
		idle = w.stops > 0 || (w.later && !stay) ||
		       clock_elapsed_ms() < w.rest_until_ms;
		while (!idle && w.busy < most)
			idle = !start(&w);
		if (w.busy > 0 || w.timers.child != 0 ||
		    (w.stops == 0 && (stay || !idle))) {
			wait_for_work(&w);
			continue;
		}
		if (!again || w.stops > 0)
			break;
		again = false;
		left = timers_queue() == -1;
	}
	return left || (w.later && !stay) ? EX_TEMPFAIL : EX_OK;
}
