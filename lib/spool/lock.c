#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "conf/conf.h"
#include "spool/layout.h"
#include "spool/lock.h"
#include "spool/spool.h"

/* Returns fd, locked, or closes it and returns -1 with errno. */
static int
take(int fd, int how)
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
make(const char *name)
{
	return openat(spool_fd(), name, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
}

int
spool_lock(const char *name)
{
	return take(make(name), LOCK_EX);
}

int
spool_lock_shared(const char *name)
{
	return take(make(name), LOCK_SH);
}

void
spool_lock_alone_or_die(const char *name, const char *tool)
{
	if (take(make(name), LOCK_EX | LOCK_NB) != -1)
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
	int fd = make(name);
	int i;

	if (fd == -1)
		return -1;
	for (i = 0; i < n; i++) {
		/* each begins elsewhere, so that the first try mostly fits */
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
try_there(const char *name)
{
	return take(
	    openat(spool_fd(), name, O_RDONLY | O_CLOEXEC), LOCK_EX | LOCK_NB);
}

int
spool_lock_file(const char *name)
{
	int fd = try_there(name);
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
	/* two that ask at once would take each other for the holder */
	int turn = spool_lock(SPOOL_LOCK_PROBE);
	int fd = try_there(name);
	bool held = fd == -1 && errno == EWOULDBLOCK;

	if (fd != -1)
		close(fd);
	if (turn != -1)
		close(turn);
	return held;
}
