/*
 * amb-log - print the events, or the history of a zone
 *
 * reads	amb.db			the spool
 * writes	lines of JSON		standard output
 */
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/options.h"
#include "base/signal.h"
#include "conf/conf.h"
#include "history.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "spool/events.h"
#include "spool/spool.h"
#include "spool/store.h"

enum { COUNT = 10, COUNT_MAX = 1000000 };

struct log {
	struct events events;
	const char *zone; /* whose events; NULL: all */
	bool following; /* what is gone by now was removed before it was read */
};

/* {"seq","at_ms","type","payload"}; the event is text already. */
static void
print(const struct log *l, const struct event *e)
{
	jv msg = msg_parse(e->text, e->len);

	if (e->lost > 0 && l->following)
		printf("{\"type\":\"gap\",\"payload\":{\"lost\":%lld}}\n",
		    (long long)e->lost);
	if (l->zone == NULL || msg_is(&msg, "payload.zone", l->zone))
		printf("{\"seq\":%lld,\"at_ms\":%lld,%s\n", (long long)e->seq,
		    (long long)e->at_ms, e->text + 1);
	jv_free(msg);
}

/* Print all that are there. */
static void
print_new(struct log *l)
{
	struct event e;
	int rc;

	while ((rc = events_next(&l->events, &e)) == 1) {
		print(l, &e);
		free(e.text);
	}
	if (rc == -1)
		die_msg(EX_IOERR, "cannot read the events: %s", store_why());
	fflush(stdout);
}

/* Until a signal, or the end of whoever reads. */
static void
follow(struct log *l)
{
	struct pollfd fds[] = {{signal_fd_or_die(0), POLLIN, 0},
	    {l->events.fd, POLLIN, 0}, {1, 0, 0}};

	l->following = true;
	while (fds[0].revents == 0 && fds[2].revents == 0 && !ferror(stdout)) {
		poll(fds, 3, -1);
		print_new(l);
	}
}

static int
events(const char *zone, int count, bool stay)
{
	struct log l = {.zone = zone};
	int64_t before = events_before(zone, count);

	if (before == -1)
		die_msg(EX_IOERR, "cannot read the events: %s", store_why());
	if (events_open(&l.events, before) == -1)
		die_errno(EX_IOERR, "cannot watch the events");
	print_new(&l);
	if (stay)
		follow(&l);
	events_close(&l.events);
	return EX_OK;
}

static int
number(const struct options *options, const char *text)
{
	char *end;
	long n;

	if (text == NULL)
		return COUNT;
	n = strtol(text, &end, 10);
	if (end == text || *end != '\0' || n < 0 || n > COUNT_MAX)
		options_die(options, "-n must be 0 to %d", COUNT_MAX);
	return (int)n;
}

int
main(int argc, char *argv[])
{
	const char *dir = NULL;
	const char *count = NULL;
	const char *zone = NULL;
	bool past = false;
	bool stay = false;
	const struct option_row rows[] = {
	    {'d', NULL, "spool", "use this spool, not AMB_SPOOL", NULL, &dir},
	    {'f', NULL, NULL, "stay and print what happens", &stay, NULL},
	    {'H', NULL, NULL, "print the history of the zone, not the events",
		&past, NULL},
	    {'n', NULL, "count", "print so many of the newest; default 10",
		NULL, &count},
	    {'z', NULL, "zone", "of this zone alone; with -H default main",
		NULL, &zone},
	    {0}};
	const struct options options = {
	    "amb-log", "[-fhHV] [-d spool] [-n count] [-z zone]", rows, 0};
	int status;
	int n;

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	n = number(&options, count);
	if (stay && past)
		options_die(&options, "-f and -H exclude each other");
	if (zone != NULL && !scene_zone_valid(zone))
		options_die(&options, "-z must be " SCENE_ZONE_WANT);
	conf_load_or_die(dir);
	spool_open_or_die();
	store_open_or_die(STORE_READ);
	status = past ? history_print(zone != NULL ? zone : "main", n)
		      : events(zone, n, stay);
	store_close();
	return stdout_close() == EX_OK ? status : EX_IOERR;
}
