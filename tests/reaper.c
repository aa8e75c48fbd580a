/*
 * reaper - kill -9 the tools of some sessions at random moments
 *
 * usage: reaper kills seconds session...
 *
 * Waits 0 to 20 ms, kills one of the amb-* programs that run just then (not
 * amb-feed), prints its name, and so on.  Exits 1 when there were not kills of
 * them in that many seconds.
 */
#include <ctype.h>
#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"

enum { VICTIMS_MAX = 256 };

struct victim {
	pid_t pid;
	char name[32];
};

/* The name of a tool among the arguments of a process; "" when none is. */
static void
tool_name(const char *pid, char name[32])
{
	char path[300];
	char args[4096];
	const char *base;
	const char *p;
	size_t n = 0;
	FILE *f;

	name[0] = '\0';
	snprintf(path, sizeof(path), "/proc/%s/cmdline", pid);
	f = fopen(path, "re");
	if (f != NULL) {
		n = fread(args, 1, sizeof(args) - 1, f);
		fclose(f);
	}
	args[n] = '\0';
	for (p = args; p < args + n; p += strlen(p) + 1) {
		base = strrchr(p, '/') != NULL ? strrchr(p, '/') + 1 : p;
		if (strncmp(base, "amb-", 4) == 0 && strlen(base) < 20 &&
		    strcmp(base, "amb-feed") != 0) {
			snprintf(name, 32, "%.31s", base);
			return;
		}
	}
}

static bool
ours(pid_t session, char *argv[])
{
	for (; *argv != NULL; argv++)
		if (session == (pid_t)strtol(*argv, NULL, 10))
			return true;
	return false;
}

static int
find_victims(struct victim *v, char *sessions[])
{
	DIR *proc = opendir("/proc");
	struct dirent *e;
	int n = 0;

	if (proc == NULL)
		die_errno(1, "cannot open '/proc'");
	while (n < VICTIMS_MAX && (e = readdir(proc)) != NULL) {
		if (!isdigit((unsigned char)e->d_name[0]))
			continue;
		v[n].pid = (pid_t)strtol(e->d_name, NULL, 10);
		if (!ours(getsid(v[n].pid), sessions))
			continue;
		tool_name(e->d_name, v[n].name);
		n += v[n].name[0] != '\0';
	}
	closedir(proc);
	return n;
}

int
main(int argc, char *argv[])
{
	static struct victim v[VICTIMS_MAX];
	struct timespec nap = {0, 0};
	int64_t end;
	long kills;
	int n;
	int i;

	diag_init(argv[0]);
	if (argc < 4)
		die_msg(64, "usage: reaper kills seconds session...");
	kills = strtol(argv[1], NULL, 10);
	end = clock_ms() + strtol(argv[2], NULL, 10) * 1000;
	srandom((unsigned)clock_ms());
	while (kills > 0 && clock_ms() < end) {
		nap.tv_nsec = random() % 20000000;
		nanosleep(&nap, NULL);
		n = find_victims(v, argv + 3);
		i = n > 0 ? (int)(random() % n) : 0;
		if (n == 0 || kill(v[i].pid, SIGKILL) == -1)
			continue;
		printf("%s\n", v[i].name);
		kills--;
	}
	if (kills > 0)
		die_msg(1, "%ld kills are left", kills);
	return stdout_close();
}
