#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "conf/conf.h"
#include "spool/layout.h"
#include "spool/lock.h"
#include "spool/spool.h"

/* Returns fd, locked, or closes it and returns -1 with errno. */
static int
lock_fd(int fd, int how)
{
	int err;

	if (fd == -1)
		return -1;
	while (flock(fd, how) == -1) {
		if (errno == EINTR)
			continue;
		err = errno;
		close(fd);
		errno = err;
		return -1;
	}
	return fd;
}

static int
open_file(const char *name)
{
	return openat(spool_fd(), name, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
}

int
spool_lock(const char *name)
{
	return lock_fd(open_file(name), LOCK_EX);
}

int
spool_lock_shared(const char *name)
{
	return lock_fd(open_file(name), LOCK_SH);
}

static void
interrupt(int signal)
{
	(void)signal;
}

int
spool_lock_within(const char *name, int ms)
{
	/* it repeats, in case the first comes before flock() waits */
	const struct itimerval limit = {
	    {0, 1000}, {ms / 1000, ms % 1000 * 1000}};
	const struct itimerval none = {{0, 0}, {0, 0}};
	const struct sigaction action = {.sa_handler = interrupt};
	int fd = open_file(name);
	int err;

	if (fd == -1 || flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &limit, NULL);
	err = flock(fd, LOCK_EX) == 0 ? 0 : errno;
	setitimer(ITIMER_REAL, &none, NULL);
	if (err == 0)
		return fd;
	close(fd);
	errno = err == EINTR ? EWOULDBLOCK : err;
	return -1;
}

void
spool_lock_alone_or_die(const char *name, const char *tool)
{
	if (lock_fd(open_file(name), LOCK_EX | LOCK_NB) != -1)
		return; /* held until the process ends */
	if (errno == EWOULDBLOCK)
		die_msg(EX_TEMPFAIL, "another %s serves spool '%s'", tool,
		    conf_str(CONF_SPOOL));
	die_errno(EX_CANTCREAT, "cannot lock '%s'", name);
}

int
spool_lock_one_of(const char *name, int n)
{
	struct flock place = {
	    .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
	int fd = open_file(name);
	int i;

	if (fd == -1)
		return -1;
	for (i = 0; i < n; i++) {
		/* each process begins elsewhere, to find a free one */
		place.l_start = ((long)getpid() + i) % n;
		if (fcntl(fd, F_SETLK, &place) == 0)
			return 0;
		if (errno != EAGAIN && errno != EACCES)
			return -1;
	}
	close(fd);
	return 1;
}

static int
try_lock(const char *name)
{
	return lock_fd(
	    openat(spool_fd(), name, O_RDONLY | O_CLOEXEC), LOCK_EX | LOCK_NB);
}

int
spool_lock_file(const char *name)
{
	int fd = try_lock(name);
	struct stat here;
	struct stat there;

	if (fd == -1)
		return -1;
	if (fstat(fd, &here) == 0 &&
	    fstatat(spool_fd(), name, &there, 0) == 0 &&
	    here.st_ino == there.st_ino)
		return fd;
	close(fd);
	return -1;
}

bool
spool_lock_held(const char *name)
{
	/* two processes that test at once would report each other */
	int probe = spool_lock(SPOOL_LOCK_PROBE);
	int fd = try_lock(name);
	bool held = fd == -1 && errno == EWOULDBLOCK;

	if (fd != -1)
		close(fd);
	if (probe != -1)
		close(probe);
	return held;
}
