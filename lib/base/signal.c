#include <signal.h>
#include <sys/signalfd.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/signal.h"

static sigset_t mask_before;

int
signal_fd_or_die(int also)
{
	sigset_t set;
	int fd;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	if (also != 0)
		sigaddset(&set, also);
	sigprocmask(SIG_BLOCK, &set, &mask_before);
	signal(SIGPIPE, SIG_IGN);
	fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
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
	sigprocmask(SIG_SETMASK, &mask_before, NULL);
}
