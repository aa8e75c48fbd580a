#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "plan_limit.h"
#include "spool/layout.h"
#include "spool/spool.h"

int
plan_limit_take(int n)
{
	struct flock lock = {
	    .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
	int fd = openat(
	    spool_fd(), SPOOL_LOCK_PLAN, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	int i;

	if (fd == -1)
		return -1;
	for (i = 0; i < n; i++) {
		/* each begins elsewhere, so that the first try mostly fits */
		lock.l_start = ((long)getpid() + i) % n;
		if (fcntl(fd, F_SETLK, &lock) == 0)
			return 0;
		if (errno != EAGAIN && errno != EACCES)
			return -1;
	}
	return 1;
}
