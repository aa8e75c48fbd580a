/*
 * change - how long the resident amb-publish takes for a change of a strip
 *
 * usage: change n zones spool[:zones]...
 *
 * Sends n changes to each spool in turn, one after the other, over so many
 * zones ("z0" and on), a spool each time, so that all meet the same neighbours.
 * Prints a line for each spool: the median and the 99th percentile in us.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/lines.h"
#include "scene/ulid.h"

enum { SPOOLS = 8 };

struct spool {
	int fd;
	long zones;
	double *us;
};

static int
dial(const char *spool)
{
	struct sockaddr_un addr = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(
	    addr.sun_path, sizeof(addr.sun_path), "%s/publish.sock", spool);
	if (connect(fd, (struct sockaddr *)&addr, sizeof(addr)) == -1)
		die_errno(70, "cannot connect to '%s'", addr.sun_path);
	return fd;
}

static void
ask(int fd, const char *text)
{
	struct lines in = {.max = 65536};
	size_t len;
	char *line;

	if (io_write_all(fd, text, strlen(text)) == -1)
		die_errno(70, "cannot ask");
	do
		if (lines_read(&in, fd) <= 0)
			die_msg(70, "no answer");
	while (!lines_next(&in, &line, &len));
	if (strncmp(line, "0 {", 3) != 0 ||
	    strstr(line, "\"strip\":true") == NULL)
		die_msg(70, "refused: %s", line);
	lines_free(&in);
}

/* Returns how long it took, in us. */
static double
change(int fd, long zone, long i)
{
	char id[ULID_LEN + 1];
	char text[512];
	int64_t start;

	ulid_make(clock_ms(), id);
	snprintf(text, sizeof(text),
	    "publish {\"id\":\"%s\",\"zone\":\"z%ld\",\"plan\":{\"target\":"
	    "\"strip\"},\"strip\":{\"command\":{\"mode\":\"static\",\"colors\":"
	    "[{\"rgb\":[%ld,2,3]}],\"brightness\":0.5,\"speed\":4,"
	    "\"led_count\":60}}}\n",
	    id, zone, i % 256);
	start = clock_elapsed_ns();
	ask(fd, text);
	return (double)(clock_elapsed_ns() - start) / 1e3;
}

static int
order(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

/* usage of a spool: PATH[:ZONES] */
static void
open_spool(struct spool *s, char *arg, long zones, long n)
{
	char *colon = strrchr(arg, ':');

	s->zones = zones;
	if (colon != NULL) {
		*colon = '\0';
		s->zones = atol(colon + 1);
	}
	s->fd = dial(arg);
	s->us = calloc((size_t)n, sizeof(*s->us));
}

int
main(int argc, char *argv[])
{
	static struct spool spools[SPOOLS];
	int k = argc - 3;
	long n, i;
	int s;

	diag_init(argv[0]);
	if (k < 1 || k > SPOOLS || (n = atol(argv[1])) < 1)
		die_msg(64, "usage: change n zones spool[:zones]...");
	for (s = 0; s < k; s++)
		open_spool(&spools[s], argv[s + 3], atol(argv[2]), n);
	for (i = 0; i < n; i++)
		for (s = 0; s < k; s++)
			/* a prime, so that neighbours differ */
			spools[s].us[i] =
			    change(spools[s].fd, i * 7919 % spools[s].zones, i);
	for (s = 0; s < k; s++) {
		qsort(spools[s].us, (size_t)n, sizeof(double), order);
		printf("%.1f %.1f\n", spools[s].us[n / 2],
		    spools[s].us[n * 99 / 100]);
	}
	return 0;
}
