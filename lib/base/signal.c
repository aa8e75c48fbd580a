#include <signal.h>
#include <sys/signalfd.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/signal.h"

int
signal_stop_fd_or_die(void)
{
	sigset_t set;
	int fd;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (fd == -1)
		die_errno(EX_OSERR, "cannot wait for signals");
	return fd;
}
