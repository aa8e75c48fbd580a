/*
 * amb-feed - send events, pictures and frames to connected clients
 *
 * reads	amb.db				the spool
 * serves	WebSocket and HTTP		feed.sock in the spool
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/un.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/options.h"
#include "base/signal.h"
#include "conf/conf.h"
#include "feed.h"
#include "spool/lock.h"
#include "spool/spool.h"
#include "spool/store.h"

enum { SPARE_FDS = 64 }; /* besides those of the clients */

/* Limit the open files: libwebsockets makes a table of that size. */
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

/* The path of the socket, where no file is left. */
static char *
socket_path(void)
{
	char *path = spool_path("feed.sock");

	if (strlen(path) >= sizeof(((struct sockaddr_un *)NULL)->sun_path))
		die_msg(EX_CANTCREAT, "cannot listen on '%s': too long", path);
	if (unlink(path) == -1 && errno != ENOENT)
		die_errno(EX_CANTCREAT, "cannot listen on '%s'", path);
	return path;
}

static void
serve(void)
{
	int stop_fd = signal_fd_or_die(0);
	char *path;

	spool_open_or_die();
	/* a second one would take the socket of the first */
	spool_lock_alone_or_die(SPOOL_LOCK_FEED, "amb-feed");
	set_files();
	path = socket_path();
	store_open_or_die(STORE_READ);
	feed_run_or_die(path, stop_fd);
	store_close();
	free(path);
}

int
main(int argc, char *argv[])
{
	const char *dir = NULL;
	const struct option_row rows[] = {
	    {'d', NULL, "spool", "use this spool, not AMB_SPOOL", NULL, &dir},
	    {0}};
	const struct options options = {
	    "amb-feed", "[-hV] [-d spool]", rows, 0};

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	conf_load_or_die(dir);
	serve();
	return EX_OK;
}
