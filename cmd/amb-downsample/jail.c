#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jail.h"

enum { HEAP = 32 << 20, PAGE = 2 << 20 /* bytes */ };

void *
jail_share(size_t size)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return p == MAP_FAILED ? NULL : p;
}

void
jail_unshare(void *p, size_t size)
{
	munmap(p, size);
}

/*
 * A decoded picture is megabytes that are touched once: in pages of 2 MiB that
 * saves a twentieth of the time.  So malloc() is made to take them from a heap
 * laid out like that; where the system cannot do it nothing changes.
 */
static void
widen_heap(void)
{
	void *volatile taken; /* or the compiler takes and frees nothing */
	char *heap;

	mallopt(M_MMAP_THRESHOLD, HEAP);
	mallopt(M_TOP_PAD, HEAP);
	taken = malloc(PAGE);
	free(taken);
	heap = (char *)sbrk(0) - HEAP;
	heap += -(uintptr_t)heap % PAGE;
	madvise(heap, HEAP - PAGE, MADV_HUGEPAGE);
}

static void
confine(int cpu_s)
{
	struct rlimit cpu = {(rlim_t)cpu_s, (rlim_t)cpu_s + 1};
	struct rlimit none = {0, 0};

	/* shared with the parent, as is the place where it reads on */
	close(STDIN_FILENO);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setrlimit(RLIMIT_CPU, &cpu);
	setrlimit(RLIMIT_CORE, &none);
}

int
jail_run(void (*work)(void *arg), void *arg, int cpu_s)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		confine(cpu_s);
		widen_heap();
		work(arg);
		_exit(0);
	}
	while (pid != -1 && waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	return status;
}
