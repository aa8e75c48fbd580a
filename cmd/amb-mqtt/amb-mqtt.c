/*
 * amb-mqtt - send events to an MQTT broker, and queue instructions from it
 *
 * reads	amb.db				the spool
 * writes	its cursor, queue/		the spool
 * connects	MQTT				MQTT_HOST
 */
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/random.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/options.h"
#include "base/signal.h"
#include "broker.h"
#include "conf/conf.h"
#include "courier.h"
#include "frames.h"
#include "inbox.h"
#include "retained.h"
#include "spool/lock.h"
#include "spool/spool.h"
#include "spool/store.h"

enum {
	BACKOFF_MS = 250,
	BACKOFF_MAX_MS = 60000,
	STEP_MS = 1000, /* at most, between calls of broker_step() */
	ONCE_MS = 30000 /* that once waits for acknowledgements */
};

struct service {
	bool once;
	bool verbose;
	int stop_fd;
	struct broker *broker;
	struct courier courier;
	struct retained retained;
	int64_t frame;	  /* number of the last frame */
	bool refused;	  /* the last connection was refused */
	int wait_ms;	  /* before the next connection, without jitter */
	int64_t retry_ms; /* when to connect, of clock_elapsed_ms() */
	int64_t end_ms;	  /* when once gives up, likewise */
};

static void
send_status(struct service *s, const char *status)
{
	char topic[TOPIC_MAX];
	const struct message m = {.topic = topic_status(topic),
	    .data = status,
	    .len = strlen(status),
	    .type = "text/plain",
	    .retain = true};

	broker_send(s->broker, &m);
}

static int
store_cursor(struct service *s)
{
	if (courier_store(&s->courier) == 0)
		return 0;
	warn_msg("cannot store the cursor: %s", store_why());
	return -1;
}

static void
on_connected(void *ctx)
{
	struct service *s = ctx;

	if (s->verbose)
		warn_msg("connected to '%s'", conf_str(CONF_MQTT_HOST));
	if (!s->refused)
		s->wait_ms = BACKOFF_MS;
	if (!s->once) {
		inbox_subscribe(s->broker);
		send_status(s, "online"); /* after it has subscribed */
	}
	retained_restart(&s->retained, s->broker);
	if (courier_restart(&s->courier) == -1)
		die_msg(EX_OSERR, "cannot follow the events: %s", store_why());
}

static void
on_acknowledged(void *ctx, int64_t seq)
{
	struct service *s = ctx;

	s->refused = false;
	s->wait_ms = BACKOFF_MS;
	courier_acknowledged(&s->courier, seq);
}

static void
on_received(void *ctx, const char *topic, const char *data, size_t len)
{
	struct service *s = ctx;

	inbox_receive(s->broker, &s->retained, topic, data, len);
}

static const struct broker_calls calls = {
    on_connected, on_acknowledged, on_received};

/* 0.5 to 1.5 times ms, so that not all clients connect at once. */
static int
jitter(int ms)
{
	uint32_t r = 0;

	if (getrandom(&r, sizeof(r), 0) == -1)
		return ms;
	return ms / 2 + (int)(r % (uint32_t)ms);
}

/* Handle the end of a connection.  Returns an exit status, or -1 to go on. */
static int
ended(struct service *s, const struct broker_end *end)
{
	warn_msg("%s", end->why);
	store_cursor(s);
	if (s->once || end->status == EX_CONFIG)
		return end->status;
	s->refused = end->status == EX_UNAVAILABLE;
	s->retry_ms = clock_elapsed_ms() + jitter(s->wait_ms);
	s->wait_ms *= 2;
	if (s->wait_ms > BACKOFF_MAX_MS)
		s->wait_ms = BACKOFF_MAX_MS;
	return -1;
}

/* Send what is due.  Returns in how many milliseconds to call it again. */
static int64_t
send_due(struct service *s)
{
	int next_ms;

	if (!broker_is_connected(s->broker))
		return broker_is_open(s->broker)
			   ? BROKER_CONNECTING_MS
			   : s->retry_ms - clock_elapsed_ms();
	if (courier_send(&s->courier, s->broker, &s->retained) == -1)
		warn_msg("cannot read the events: %s", store_why());
	retained_send(&s->retained, s->broker);
	store_cursor(s);
	next_ms =
	    s->once ? -1 : frames_send(&s->frame, s->broker, &s->retained);
	return next_ms >= 0 && next_ms < STEP_MS ? next_ms : STEP_MS;
}

/* Wait for work, at most wait_ms.  Returns the revents of broker_pollfd(), or
 * -1 when a signal came. */
static int
wait_for(struct service *s, int64_t wait_ms)
{
	struct pollfd fds[] = {
	    {s->stop_fd, POLLIN, 0}, {-1, POLLIN, 0}, {-1, POLLIN, 0}};

	if (broker_is_open(s->broker))
		fds[1] = broker_pollfd(s->broker);
	if (broker_is_connected(s->broker))
		fds[2].fd = s->courier.events.fd;
	poll(fds, 3, (int)wait_ms);
	return fds[0].revents != 0 ? -1 : fds[1].revents;
}

/* Wait for work and do it.  Returns an exit status, or -1 to go on. */
static int
turn(struct service *s)
{
	struct broker_end end;
	int64_t wait_ms;
	int revents;

	if (!broker_is_open(s->broker) && clock_elapsed_ms() >= s->retry_ms)
		return broker_open(s->broker, &end) == 0 ? -1 : ended(s, &end);
	wait_ms = send_due(s);
	if (s->once && courier_is_idle(&s->courier) &&
	    broker_is_idle(s->broker))
		return EX_OK;
	revents = wait_for(s, wait_ms);
	if (revents == -1)
		return EX_OK;
	if (broker_is_open(s->broker) &&
	    broker_step(s->broker, (short)revents, &end) == -1)
		return ended(s, &end);
	if (s->once && clock_elapsed_ms() > s->end_ms) {
		warn_msg("the broker did not acknowledge in time");
		return EX_TEMPFAIL;
	}
	return -1;
}

static void
init(struct service *s)
{
	s->wait_ms = BACKOFF_MS;
	s->end_ms = clock_elapsed_ms() + ONCE_MS;
	s->stop_fd = signal_fd_or_die(0);
	if (courier_init(&s->courier) == -1)
		die_msg(
		    EX_CANTCREAT, "cannot store the cursor: %s", store_why());
	s->broker = broker_new(&calls, s);
}

/*
 * Run until a signal comes or, with once, the broker has acknowledged all that
 * is due.  Returns the exit status.
 */
static int
run(bool once, bool verbose)
{
	struct service s = {.once = once, .verbose = verbose};
	int status = -1;

	init(&s);
	while (status == -1)
		status = turn(&s);
	if (broker_is_connected(s.broker) && !once)
		send_status(&s, STATUS_OFFLINE);
	broker_close(s.broker);
	if (store_cursor(&s) == -1)
		status = EX_CANTCREAT;
	events_close(&s.courier.events);
	retained_free(&s.retained);
	broker_free(s.broker);
	close(s.stop_fd);
	store_close();
	return status;
}

static void
check_file(enum conf_key key)
{
	const char *path = conf_str(key);

	if (path[0] != '\0' && access(path, R_OK) == -1)
		die_errno(
		    EX_CONFIG, "cannot read %s '%s'", conf_name(key), path);
}

static void
check_settings(void)
{
	if (!conf_int(CONF_MQTT_ENABLED))
		die_msg(EX_CONFIG, "MQTT_ENABLED is false");
	check_file(CONF_MQTT_CAFILE);
	check_file(CONF_MQTT_CERTFILE);
	check_file(CONF_MQTT_KEYFILE);
}

int
main(int argc, char *argv[])
{
	const char *dir = NULL;
	bool verbose = false;
	bool once = false;
	const struct option_row rows[] = {
	    {'1', NULL, NULL, "send what is due and exit", &once, NULL},
	    {'d', NULL, "spool", "use this spool, not AMB_SPOOL", NULL, &dir},
	    {'v', NULL, NULL, "report connections", &verbose, NULL}, {0}};
	const struct options options = {
	    "amb-mqtt", "[-1hvV] [-d spool]", rows, 0};

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	conf_load_or_die(dir);
	check_settings();
	spool_open_or_die();
	/* two would both move the cursor */
	spool_lock_alone_or_die(SPOOL_LOCK_MQTT, "amb-mqtt");
	store_open_or_die(STORE_READ);
	return run(once, verbose);
}
