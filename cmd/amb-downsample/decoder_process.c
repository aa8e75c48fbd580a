#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "decoder_process.h"

static void
limit_child(int cpu_s)
{
	struct rlimit cpu = {(rlim_t)cpu_s, (rlim_t)cpu_s + 1};
	struct rlimit none = {0, 0};

	/* its offset is shared: exit handlers must not move it */
	close(STDIN_FILENO);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setrlimit(RLIMIT_CPU, &cpu);
	setrlimit(RLIMIT_CORE, &none);
}

int
decoder_process_run(void (*work)(void *arg), void *arg, int cpu_s)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		limit_child(cpu_s);
		work(arg);
		_exit(0);
	}
	while (pid != -1 && waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	return status;
}
