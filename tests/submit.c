/*
 * submit - how long a sentence takes to become light
 *
 * usage: submit port n
 *
 * Sends n sentences, one after the other, and waits for each until the matrix
 * reads otherwise.  Prints a line for each: ms until it was accepted, ms until
 * the new matrix was read.
 */
#include <time.h>

#include "client.h"

static const char *const texts[] = {"红色的心", "a green tree", "蓝色的鱼",
    "yellow moon", "海边日落", "purple grapes", "森林", "snow"};

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
submit(FILE *f, const char *text)
{
	const struct timespec look = {0, 1000000};
	const char *raw = "/api/data/matrix/raw";
	struct answer before = {.body = NULL};
	struct answer a = {.body = NULL};
	char body[256];
	double start;
	double accepted;

	ask(f, "GET", raw, "", &before);
	snprintf(body, sizeof(body), "{\"instruction\":\"%s\"}", text);
	start = now_ms();
	ask(f, "POST", "/api/voice/submit", body, &a);
	accepted = now_ms() - start;
	do {
		nanosleep(&look, NULL);
		ask(f, "GET", raw, "", &a);
		if (now_ms() - start > 30000)
			die_msg(1, "'%s' did not light in 30 s", text);
	} while (
	    a.len == before.len && memcmp(a.body, before.body, a.len) == 0);
	printf("%.2f %.2f\n", accepted, now_ms() - start);
	free(before.body);
	free(a.body);
}

int
main(int argc, char *argv[])
{
	int port;
	long n;
	long i;
	FILE *f;

	diag_init(argv[0]);
	if (argc != 3)
		die_msg(64, "usage: submit port n");
	port = (int)strtol(argv[1], NULL, 10);
	n = strtol(argv[2], NULL, 10);
	for (i = 0; i < n; i++) {
		/* a connection each: the server ends one after many requests */
		f = fdopen(dial(port), "r+");
		submit(f, texts[i % 8]);
		fclose(f);
	}
	return stdout_close();
}
