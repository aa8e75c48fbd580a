/*
 * amb-feed - send the news and the light to who is connected
 *
 * reads	events/, state/			the spool
 * serves	WebSocket and HTTP		feed.sock in the spool
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/un.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/signal.h"
#include "conf/conf.h"
#include "feed.h"
#include "spool/spool.h"
#include "wire.h"

enum { SPARE_FDS = 64 }; /* for all that is not a WebSocket */

static int
usage(FILE *out, int status)
{
	fprintf(out, "usage: amb-feed [-h] [-d spool]\n");
	return status;
}

/* A second one would take the socket of the first. */
static void
be_alone(void)
{
	int fd =
	    openat(spool_fd(), "feed.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0644);

	if (fd == -1)
		die_errno(EX_CANTCREAT, "cannot open '%s'", "feed.lock");
	if (flock(fd, LOCK_EX | LOCK_NB) == -1)
		die_msg(EX_TEMPFAIL, "another amb-feed serves spool '%s'",
		    conf_str(CONF_SPOOL));
}

/* Exactly as many as are needed: the library makes tables of that size. */
static void
set_files(void)
{
	struct rlimit limit;
	rlim_t want = (rlim_t)conf_int(CONF_FEED_CLIENTS) + SPARE_FDS;

	if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_max >= want) {
		limit.rlim_cur = want;
		if (setrlimit(RLIMIT_NOFILE, &limit) == 0)
			return;
	}
	die_msg(EX_OSERR, "cannot open %lu files, for AMB_FEED_CLIENTS",
	    (unsigned long)want);
}

static void
serve(void)
{
	int stop = signal_fd_or_die(0);
	char *path;

	spool_open_or_die();
	be_alone();
	set_files();
	if (feed_init() == -1)
		die_errno(EX_OSERR, "cannot follow '%s'", "events");
	path = spool_path("feed.sock");
	if (strlen(path) >= sizeof(((struct sockaddr_un *)NULL)->sun_path))
		die_msg(EX_CANTCREAT, "cannot listen on '%s': too long", path);
	if (unlink(path) == -1 && errno != ENOENT)
		die_errno(EX_CANTCREAT, "cannot listen on '%s'", path);
	if (wire_open(path, conf_int(CONF_FEED_PING_S)) == -1)
		die_msg(EX_CANTCREAT, "cannot listen on '%s'", path);
	wire_run(stop);
	unlink(path);
	wire_close();
	feed_free();
	free(path);
}

int
main(int argc, char *argv[])
{
	const char *dir = NULL;
	int opt;

	diag_init(argv[0]);
	while ((opt = getopt(argc, argv, "d:h")) != -1) {
		switch (opt) {
		case 'd':
			dir = optarg;
			break;
		case 'h':
			return usage(stdout, EX_OK);
		default:
			return usage(stderr, EX_USAGE);
		}
	}
	if (optind != argc)
		return usage(stderr, EX_USAGE);
	conf_load_or_die(dir);
	serve();
	return EX_OK;
}
