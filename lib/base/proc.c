#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/proc.h"
#include "base/signal.h"

enum { IN, OUT, END, FDS };

enum { CHECK_MS = 10 }; /* between checks for the end without a pidfd */

struct run {
	struct proc *p;
	struct pollfd fds[FDS]; /* its stdin, its stdout, its end */
	pid_t pid;
	size_t written;
	size_t size; /* of p->out */
};

int
proc_tool(char *path, size_t size, const char *dir, const char *name)
{
	snprintf(path, size, "%s/%s", dir, name);
	return access(path, X_OK);
}

/* Whether a list sets the variable of this "KEY=VALUE", too. */
static bool
sets(const char *const *list, const char *variable)
{
	size_t n = strcspn(variable, "=") + 1;

	while (*list != NULL && strncmp(*list, variable, n) != 0)
		list++;
	return *list != NULL;
}

/* What p adds and the rest of our environment; the caller frees it. */
static const char **
environment(const struct proc *p)
{
	static const char *const none[] = {NULL};
	const char *const *more = p->env != NULL ? p->env : none;
	const char **all;
	size_t n = 0;
	size_t i;

	for (i = 0; more[i] != NULL; i++)
		n++;
	for (i = 0; environ[i] != NULL; i++)
		n++;
	all = calloc(n + 1, sizeof(*all));
	if (all == NULL)
		return NULL;
	for (n = 0; more[n] != NULL; n++)
		all[n] = more[n];
	for (i = 0; environ[i] != NULL; i++)
		if (!sets(more, environ[i]))
			all[n++] = environ[i];
	return all;
}

/* Shares all memory with its parent, which waits for the execve(). */
static _Noreturn void
child(
    const struct proc *p, int in, int out, pid_t parent, const char *const *env)
{
	setpgid(0, 0);
	if (!p->outlives) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent) /* it died before the line above */
			_exit(EX_OSERR);
	}
	signal_restore();
	signal(SIGXFSZ, SIG_DFL);
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	execve(p->argv[0], (char *const *)p->argv, (char *const *)env);
	_exit(errno == ENOENT ? EX_NOINPUT : EX_OSERR);
}

static pid_t
spawn(const struct proc *p, int in, int out, const char *const *env)
{
	pid_t parent = getpid();
	pid_t pid = vfork();

	if (pid == 0)
		child(p, in, out, parent, env);
	return pid;
}

static void
close_fd(struct pollfd *fd)
{
	if (fd->fd != -1)
		close(fd->fd);
	fd->fd = -1;
}

static void
close_pipe(const int ends[2])
{
	int err = errno;

	if (ends[0] != -1) {
		close(ends[0]);
		close(ends[1]);
	}
	errno = err;
}

/* Poll the parent's ends of the pipes, and the end of the program. */
static void
watch(struct run *r, int in, int out)
{
	int end = (int)syscall(SYS_pidfd_open, r->pid, 0);

	r->fds[IN] = (struct pollfd){in, POLLOUT, 0};
	r->fds[OUT] = (struct pollfd){out, POLLIN, 0};
	r->fds[END] = (struct pollfd){end, POLLIN, 0};
	if (in != -1)
		fcntl(in, F_SETFL, O_NONBLOCK);
	fcntl(out, F_SETFL, O_NONBLOCK);
}

static int
start(struct run *r)
{
	const struct proc *p = r->p;
	const char **env = environment(p);
	int in[2] = {-1, -1};
	int out[2] = {-1, -1};

	if (env == NULL || pipe2(out, O_CLOEXEC) == -1 ||
	    (p->in != NULL && pipe2(in, O_CLOEXEC) == -1) ||
	    (r->pid = spawn(
		 p, p->in != NULL ? in[0] : p->in_fd, out[1], env)) == -1) {
		free(env);
		close_pipe(in);
		close_pipe(out);
		return -1;
	}
	free(env);
	if (in[0] != -1)
		close(in[0]);
	close(out[1]);
	watch(r, in[1], out[0]);
	return 0;
}

static void
write_input(struct run *r)
{
	ssize_t n = write(
	    r->fds[IN].fd, r->p->in + r->written, r->p->in_len - r->written);

	if (n > 0)
		r->written += (size_t)n;
	if ((n == -1 && errno != EAGAIN && errno != EINTR) ||
	    r->written == r->p->in_len)
		close_fd(&r->fds[IN]);
}

/* Read what is there.  Returns false when it is too long. */
static bool
read_output(struct run *r)
{
	struct proc *p = r->p;
	char *grown;
	ssize_t n;

	for (;;) {
		if (r->size - p->out_len < 2) {
			grown = realloc(p->out, r->size * 2);
			if (grown == NULL)
				return false;
			p->out = grown;
			r->size *= 2;
		}
		n = read(r->fds[OUT].fd, p->out + p->out_len,
		    r->size - p->out_len - 1);
		if (n == 0)
			close_fd(&r->fds[OUT]);
		if (n <= 0)
			return true;
		p->out_len += (size_t)n;
		if (p->out_len > p->out_max)
			return false;
	}
}

static int
wait_ms(const struct proc *p)
{
	int64_t left = p->end_ms - clock_elapsed_ms();

	if (p->end_ms == 0)
		return -1;
	return left <= 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

/* Without a pidfd, as in valgrind, waitid() finds out. */
static bool
has_ended(const struct run *r)
{
	siginfo_t info = {.si_pid = 0};

	if (r->fds[END].fd != -1)
		return r->fds[END].revents != 0;
	return waitid(P_PID, (id_t)r->pid, &info,
		   WEXITED | WNOHANG | WNOWAIT) == 0 &&
	       info.si_pid == r->pid;
}

/* Move bytes until the program ends.  Returns 0 or a PROC_ status. */
static int
wait_for_end(struct run *r)
{
	int wait;
	int n;

	for (;;) {
		wait = wait_ms(r->p);
		if (r->fds[END].fd == -1 && (wait == -1 || wait > CHECK_MS))
			wait = CHECK_MS;
		n = poll(r->fds, FDS, wait);
		if (n == -1 && errno != EINTR)
			return PROC_TIMEOUT;
		if (r->fds[OUT].fd != -1 && !read_output(r))
			return PROC_TOO_LONG;
		if (n >= 0 && has_ended(r))
			return 0;
		if (n > 0 && r->fds[IN].revents != 0)
			write_input(r);
		if (n == 0 && wait_ms(r->p) == 0)
			return PROC_TIMEOUT;
	}
}

static int
finish(struct run *r, int status)
{
	int wstatus = 0;

	kill(-r->pid, SIGKILL);
	kill(r->pid, SIGKILL); /* should setpgid() not have run yet */
	while (waitpid(r->pid, &wstatus, 0) == -1 && errno == EINTR)
		;
	if (status != 0)
		return status;
	if (r->fds[OUT].fd != -1 && !read_output(r))
		return PROC_TOO_LONG;
	return WIFEXITED(wstatus) ? WEXITSTATUS(wstatus)
				  : PROC_SIGNAL + WTERMSIG(wstatus);
}

int
proc_run(struct proc *p)
{
	struct run r = {.p = p, .size = 4096};
	struct sigaction old;
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	int i;

	p->out_len = 0;
	p->out = malloc(r.size);
	if (p->out == NULL)
		return -1;
	if (start(&r) == -1) {
		free(p->out);
		p->out = NULL;
		return -1;
	}
	sigaction(SIGPIPE, &ignore, &old);
	p->status = finish(&r, wait_for_end(&r));
	sigaction(SIGPIPE, &old, NULL);
	for (i = 0; i < FDS; i++)
		close_fd(&r.fds[i]);
	p->out[p->out_len] = '\0';
	return 0;
}
