#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/signal.h"
#include "client.h"
#include "conf/conf.h"
#include "fades.h"
#include "group.h"
#include "record.h"
#include "repair.h"
#include "resident.h"
#include "spool/layout.h"
#include "spool/spool.h"
#include "spool/store.h"
#include "spool/takeover.h"
#include "spool/wire.h"

enum {
	CLIENTS = 256,
	LOCK_MS = 100,	/* between two looks for another resident one */
	STEP_ZONES = 8, /* between two looks for requests */
	RETRY_MS = 1000
};

struct resident {
	struct client clients[CLIENTS];
	int n;
	int signals;
	int listener;
	bool stop;
	int64_t retry_ns; /* when to mend files again */
};

/* Become the one writer. */
static void
take_or_die(void)
{
	int taken;
	int other;

	do {
		other = publisher_connect(spool_fd(), 1);
		if (other != -1)
			die_msg(EX_TEMPFAIL,
			    "another amb-publish serves spool '%s'",
			    conf_str(CONF_SPOOL));
		taken = record_take(LOCK_MS);
	} while (taken == 1);
	if (taken == -1)
		die_errno(EX_CANTCREAT, "cannot lock '%s'", SPOOL_LOCK_PUBLISH);
}

static int
listen_or_die(void)
{
	struct sockaddr_un addr = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	spool_remove(SPOOL_PUBLISHER);
	snprintf(addr.sun_path, sizeof(addr.sun_path),
	    "/proc/self/fd/%d/" SPOOL_PUBLISHER, spool_fd());
	if (fd == -1 ||
	    bind(fd, (struct sockaddr *)&addr, sizeof(addr)) == -1 ||
	    listen(fd, SOMAXCONN) == -1)
		die_errno(
		    EX_CANTCREAT, "cannot listen on '%s'", SPOOL_PUBLISHER);
	return fd;
}

static void
open_or_die(void)
{
	struct group_request init = {.verb = "init", .arg = "{}", .arg_len = 2};

	takeover_open_or_die(STORE_SERVE);
	if (fades_begin() == -1)
		warn_msg("cannot find fades that run: %s", store_why());
	if (repair_begin(true) == -1)
		die_errno(
		    EX_CANTCREAT, "cannot write '%s'", SPOOL_LOCK_PUBLISH);
	group_run(&init, 1);
	group_end();
	if (init.status != EX_OK)
		warn_msg("cannot make the first zone: %s", store_why());
	text_free(&init.answer);
}

static void
accept_clients(struct resident *r)
{
	int fd;

	while (r->n < CLIENTS && (fd = accept4(r->listener, NULL, NULL,
				      SOCK_CLOEXEC | SOCK_NONBLOCK)) != -1)
		client_init(&r->clients[r->n++], fd);
}

/* Run what all clients have asked for, in one group. */
static bool
run_requests(struct resident *r)
{
	struct group_request requests[GROUP_MAX];
	struct client *from[GROUP_MAX];
	int n = 0;
	int i;

	for (i = 0; i < r->n; i++)
		while (n < GROUP_MAX &&
		       client_request(&r->clients[i], &requests[n]))
			from[n++] = &r->clients[i];
	if (n > 0)
		group_run(requests, n);
	for (i = 0; i < n; i++)
		client_answer(from[i], &requests[i]);
	if (n > 0)
		group_end();
	return n == GROUP_MAX;
}

static void
end_clients(struct resident *r)
{
	int i = 0;

	while (i < r->n)
		if (client_is_done(&r->clients[i])) {
			client_free(&r->clients[i]);
			r->clients[i] = r->clients[--r->n];
		} else {
			i++;
		}
}

/* How long nothing is to be done but to wait for clients; -1: for ever. */
static int
timeout(const struct resident *r)
{
	int64_t left_ms = (r->retry_ns - clock_elapsed_ns()) / 1000000;
	int fade_ms = fades_wait_ms();

	if (!repair_is_due())
		return fade_ms;
	if (left_ms < 0)
		return 0;
	return fade_ms != -1 && fade_ms < left_ms ? fade_ms : (int)left_ms;
}

/* Wait for something, and read it. */
static void
wait_for_clients(struct resident *r)
{
	struct pollfd fds[CLIENTS + 2];
	int n = r->n;
	int i;

	fds[0] = (struct pollfd){r->signals, POLLIN, 0};
	fds[1] = (struct pollfd){r->n < CLIENTS ? r->listener : -1, POLLIN, 0};
	for (i = 0; i < n; i++)
		fds[i + 2] = client_poll(&r->clients[i]);
	if (poll(fds, (nfds_t)n + 2, timeout(r)) == -1)
		return;
	for (i = 0; i < n; i++)
		client_move(&r->clients[i], fds[i + 2].revents);
	if (fds[1].revents != 0)
		accept_clients(r);
	while (fds[0].revents != 0 && signal_next(r->signals) != 0)
		r->stop = true;
}

static void
mend(struct resident *r)
{
	if (!repair_is_due() || clock_elapsed_ns() < r->retry_ns)
		return;
	if (repair_step(STEP_ZONES) == -1)
		r->retry_ns = clock_elapsed_ns() + RETRY_MS * 1000000L;
}

/* What was asked for is done; who asks later finds no socket. */
static void
end(struct resident *r)
{
	int i;

	spool_remove(SPOOL_PUBLISHER);
	accept_clients(r);
	for (i = 0; i < r->n; i++)
		client_move(&r->clients[i], POLLIN);
	while (run_requests(r))
		;
	for (i = 0; i < r->n; i++)
		client_free(&r->clients[i]);
	close(r->listener);
	if (store_checkpoint() == -1)
		warn_msg("%s", store_why());
	store_close();
	if (!repair_is_due() && !fades_run() && record_clean() == -1)
		warn_errno("cannot write '%s'", SPOOL_LOCK_PUBLISH);
	record_release();
}

/* Who has asked asks another one, which takes the new store. */
static _Noreturn void
end_without_store(void)
{
	spool_remove(SPOOL_PUBLISHER);
	die_msg(EX_IOERR, "'" SPOOL_STORE "' was moved away");
}

int
resident_run(void)
{
	static struct resident r;

	r.signals = signal_fd_or_die(0);
	take_or_die();
	r.listener = listen_or_die();
	open_or_die();
	while (!r.stop) {
		wait_for_clients(&r);
		if (store_moved())
			end_without_store();
		while (run_requests(&r))
			;
		end_clients(&r);
		mend(&r);
		fades_step(STEP_ZONES);
	}
	end(&r);
	return EX_OK;
}
