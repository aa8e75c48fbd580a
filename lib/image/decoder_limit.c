#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "image/decoder_limit.h"

enum { CPU_S = 20 /* seconds for one picture */ };

void
decoder_limit(void)
{
	const struct rlimit cpu = {CPU_S, CPU_S + 1};
	const struct rlimit none = {0, 0};

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setrlimit(RLIMIT_CPU, &cpu);
	setrlimit(RLIMIT_CORE, &none);
}
