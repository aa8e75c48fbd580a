#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/signal.h"
#include "conf/conf.h"
#include "courier.h"
#include "frames.h"
#include "inbox.h"
#include "lights.h"
#include "link.h"
#include "run.h"

enum {
	BACKOFF_MS = 250,
	BACKOFF_MAX_MS = 60000,
	MISC_MS = 1000, /* how often libmosquitto must be called */
	ONCE_MS = 30000 /* what -1 waits for acknowledgements */
};

static struct {
	bool once;
	bool verbose;
	int signals;
	bool refused;	  /* the last connection ended so */
	int wait_ms;	  /* before the next connection, without jitter */
	int64_t retry_ms; /* when to connect, since 1970 */
	int64_t end_ms;	  /* when -1 gives up */
} me;

static void
say_status(const char *what)
{
	char topic[LINK_TOPIC_MAX];
	const struct letter letter = {
	    .topic = link_topic(topic, "status", NULL),
	    .data = what,
	    .len = strlen(what),
	    .type = "text/plain",
	    .retain = true};

	link_send(&letter);
}

static void
on_up(void)
{
	if (me.verbose)
		warn_msg("connected to '%s'", conf_str(CONF_MQTT_HOST));
	if (!me.refused)
		me.wait_ms = BACKOFF_MS;
	if (!me.once) {
		inbox_listen();
		say_status("online"); /* so, and listening */
	}
	lights_restart();
	if (courier_restart() == -1)
		die_errno(EX_OSERR, "cannot follow '%s'", "events");
}

static void
on_acked(long seq)
{
	me.refused = false;
	me.wait_ms = BACKOFF_MS;
	courier_acked(seq);
}

static const struct link_calls calls = {on_up, on_acked, inbox_take};

/* Between half of ms and one and a half, so that many do not come at once. */
static int
jitter(int ms)
{
	uint32_t r = 0;

	if (getrandom(&r, sizeof(r), 0) == -1)
		return ms;
	return ms / 2 + (int)(r % (uint32_t)ms);
}

/* A connection has ended.  Returns the exit status, -1 to try again. */
static int
ended(const struct link_end *end)
{
	warn_msg("%s", end->why);
	if (courier_keep() == -1)
		warn_errno("cannot keep '%s'", "cursor/mqtt");
	if (me.once || end->status == EX_CONFIG)
		return end->status;
	me.refused = end->status == EX_UNAVAILABLE;
	me.retry_ms = clock_ms() + jitter(me.wait_ms);
	me.wait_ms *= 2;
	if (me.wait_ms > BACKOFF_MAX_MS)
		me.wait_ms = BACKOFF_MAX_MS;
	return -1;
}

/* What goes out when the link is up.  Returns in how many ms to be called. */
static int
send_all(void)
{
	int next;

	if (courier_send(lights_heed) == -1)
		warn_errno("cannot read the events");
	lights_send();
	if (courier_keep() == -1)
		warn_errno("cannot keep '%s'", "cursor/mqtt");
	next = me.once ? -1 : frames_send();
	return next >= 0 && next < MISC_MS ? next : MISC_MS;
}

static bool
all_sent(void)
{
	return link_is_up() && courier_idle() && link_waiting() == 0 &&
	       !link_busy();
}

/* Wait for something and handle it.  Returns -1 to go on, or a status. */
static int
turn(void)
{
	struct pollfd fds[] = {
	    {me.signals, POLLIN, 0}, {-1, POLLIN, 0}, {-1, POLLIN, 0}};
	int64_t wait = MISC_MS;
	struct link_end end;

	if (link_is_up())
		wait = send_all();
	else if (link_is_open())
		wait = LINK_EAGER_MS;
	else if (clock_ms() < me.retry_ms)
		wait = me.retry_ms - clock_ms();
	else
		return link_open(&end) == 0 ? -1 : ended(&end);
	if (me.once && all_sent())
		return EX_OK;
	if (link_is_open())
		fds[1] = (struct pollfd){link_fd(), link_events(), 0};
	if (link_is_up())
		fds[2].fd = courier_fd();
	poll(fds, 3, (int)wait);
	if (fds[0].revents != 0)
		return EX_OK;
	if (link_is_open() && link_step(fds[1].revents, &end) == -1)
		return ended(&end);
	if (me.once && clock_ms() > me.end_ms) {
		warn_msg("the broker did not acknowledge in time");
		return EX_TEMPFAIL;
	}
	return -1;
}

int
run(bool once, bool verbose)
{
	int status = -1;

	me.once = once;
	me.verbose = verbose;
	me.wait_ms = BACKOFF_MS;
	me.end_ms = clock_ms() + ONCE_MS;
	me.signals = signal_fd_or_die(0);
	if (courier_init() == -1)
		die_errno(EX_CANTCREAT, "cannot keep '%s'", "cursor/mqtt");
	link_init(&calls);
	while (status == -1)
		status = turn();
	if (link_is_up() && !once)
		say_status("offline");
	link_close();
	if (courier_keep() == -1)
		status = EX_CANTCREAT;
	courier_exit();
	lights_exit();
	link_exit();
	close(me.signals);
	return status;
}
