/*
 * pace - change the strips of 200 zones at a fixed rate, for benches
 *
 * usage: pace port rate seconds
 *
 * Sends rate commands a second, each at its time, and prints for each the ms
 * from that time to its answer.  One that is not answered by 200 ends it with
 * status 1.
 */
#include <sys/wait.h>
#include <time.h>

#include "client.h"

enum { SENDERS = 16, ZONES = 200 };

static const char body[] =
    "{\"mode\":\"static\",\"colors\":[{\"rgb\":[255,140,60]}],"
    "\"brightness\":0.5,\"speed\":4,\"led_count\":60}";

static double
now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
wait_until(double due_s)
{
	struct timespec t = {.tv_sec = (time_t)due_s};

	t.tv_nsec = (long)((due_s - (double)t.tv_sec) * 1e9);
	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
}

/* Send every SENDERS-th of n commands, the first number k. */
static int
run_sender(int port, int k, double start_s, double rate, int n)
{
	struct answer a = {.body = NULL};
	FILE *f = NULL;
	char path[64];
	double due_s;

	for (; k < n; k += SENDERS) {
		due_s = start_s + k / rate;
		wait_until(due_s);
		f = fdopen(dial(port), "r+");
		snprintf(path, sizeof(path), "/api/app/strip/command?zone=z%d",
		    k % ZONES);
		ask(f, "POST", path, body, &a);
		fclose(f);
		printf("%.3f\n", (now_s() - due_s) * 1e3);
	}
	free(a.body);
	return stdout_close();
}

int
main(int argc, char *argv[])
{
	double start_s = now_s();
	double rate;
	int status;
	int bad = 0;
	int port;
	int n;
	int k;

	diag_init(argv[0]);
	if (argc != 4)
		die_msg(64, "usage: pace port rate seconds");
	port = (int)strtol(argv[1], NULL, 10);
	rate = strtod(argv[2], NULL);
	n = (int)(rate * strtod(argv[3], NULL));
	setvbuf(stdout, NULL, _IOLBF, 0); /* a line is written at once */
	for (k = 0; k < SENDERS; k++)
		if (fork() == 0)
			_exit(run_sender(port, k, start_s, rate, n));
	while (wait(&status) != -1)
		bad |= status;
	return bad != 0;
}
