#include <signal.h>
#include <sys/signalfd.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/signal.h"

static sigset_t blocked;

int
signal_fd_or_die(int also)
{
	int fd;

	sigemptyset(&blocked);
	sigaddset(&blocked, SIGTERM);
	sigaddset(&blocked, SIGINT);
	if (also != 0)
		sigaddset(&blocked, also);
	sigprocmask(SIG_BLOCK, &blocked, NULL);
	signal(SIGPIPE, SIG_IGN);
	fd = signalfd(-1, &blocked, SFD_CLOEXEC | SFD_NONBLOCK);
	if (fd == -1)
		die_errno(EX_OSERR, "cannot wait for signals");
	return fd;
}

int
signal_next(int fd)
{
	struct signalfd_siginfo info;

	return read(fd, &info, sizeof(info)) == sizeof(info)
		   ? (int)info.ssi_signo
		   : 0;
}

void
signal_restore(void)
{
	signal(SIGPIPE, SIG_DFL);
	sigprocmask(SIG_UNBLOCK, &blocked, NULL);
}
