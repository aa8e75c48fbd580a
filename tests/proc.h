/*
 * proc.h - what a process has used, from /proc.
 */
#ifndef AMB_TESTS_PROC_H
#define AMB_TESTS_PROC_H

#include <stdio.h>
#include <unistd.h>

/* Read from a file of the process, as scanf() does; zeros on failure. */
static inline void
proc_read(int pid, const char *file, const char *format, long *a, long *b)
{
	char path[64];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/%s", pid, file);
	f = fopen(path, "re");
	if (f == NULL || fscanf(f, format, a, b) != 2)
		*a = *b = 0;
	if (f != NULL)
		fclose(f);
}

/* proc_rss_kib(pid): memory that is resident. */
static inline double
proc_rss_kib(int pid)
{
	long size;
	long resident;

	proc_read(pid, "statm", "%ld %ld", &size, &resident);
	return (double)resident * (double)sysconf(_SC_PAGESIZE) / 1024;
}

/* proc_cpu_s(pid): processor time, in steps of 10 ms. */
static inline double
proc_cpu_s(int pid)
{
	long user;
	long system;

	proc_read(pid, "stat",
	    "%*d (%*[^)]) %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld",
	    &user, &system);
	return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

#endif /* AMB_TESTS_PROC_H */
