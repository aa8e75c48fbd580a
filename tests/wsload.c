/*
 * wsload - many WebSocket clients, to measure amb-feed
 *
 * usage: wsload [-a] [-e clients] [-f streams] [-r fps] [-l leds] [-t seconds]
 *	[-n events] [-E path] [-P pid] socket|port
 *
 * Connects so many clients of /ws and of /ws/strip/raw, then measures for some
 * seconds, or until so many events have come.  An event's time is from the
 * first change of path, a file or folder, after a quiet moment, to when the
 * last client has it.  Prints one JSON object.
 *
 * A client has an event when it is read; with -a (TCP only), when it arrived
 * according to the kernel, and nothing is read while events are under way, so
 * that the clients take no processor time from what is measured.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <math.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <sys/epoll.h>

#include "percentile.h"
#include "proc.h"
#include "ws.h"

enum {
	EVENTS_MAX = 4096,
	LATE_MAX = 1 << 20,
	QUIET_MS = 30 /* without a change: the event is over */
};

struct connection {
	int fd;
	bool stream;
	bool up;
	long seen; /* messages since the measure began */
	struct ws_in in;
};

static struct {
	int events;
	int streams;
	int fps;
	int leds;
	double seconds;
	int want;
	char *path;
	int pid;
	bool arrivals;
} opt = {.fps = 20, .leds = 60, .seconds = 5};

static struct connection *all;
static int n_all;
static int ready;
static bool measuring;
static int watch_fd;
static _Atomic int n_appeared;	    /* events */
static _Atomic double changed;	    /* when last, of ws_now() */
static double appeared[EVENTS_MAX]; /* when, of ws_now() */
static int got[EVENTS_MAX];	    /* clients that have it */
static double first[EVENTS_MAX];    /* when the first had it */
static double last[EVENTS_MAX];	    /* and the last */
static double took[EVENTS_MAX];	    /* ms until all had it */
static int n_took;
static double late[LATE_MAX];
static long n_late;
static long frames;
static int lost;

static void
add(int ep, const char *to, bool stream)
{
	struct connection *c = &all[n_all++];
	struct epoll_event ev = {.events = EPOLLIN, .data.ptr = c};
	char path[128];

	snprintf(path, sizeof(path),
	    stream ? "/ws/strip/raw?fps=%d&led_count=%d" : "/ws", opt.fps,
	    opt.leds);
	c->stream = stream;
	c->in.size = 32 * 1024;
	c->in.buf = malloc(c->in.size);
	c->fd = ws_dial(to);
	if (c->fd == -1 || ws_upgrade(c->fd, path, "") == -1) {
		perror("wsload: cannot connect");
		exit(1);
	}
	fcntl(c->fd, F_SETFL, O_NONBLOCK);
	if (opt.arrivals)
		ws_stamp(c->fd);
	epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &ev);
}

static void
on_frame(double now)
{
	double t = fmod(now, 1000) * opt.fps;

	frames++;
	if (n_late < LATE_MAX)
		late[n_late++] = (t - floor(t)) / opt.fps * 1000;
}

static void
on_event(struct connection *c, double now)
{
	long k = c->seen++;

	if (k >= EVENTS_MAX)
		return;
	if (got[k] == 0 || now < first[k])
		first[k] = now;
	if (now > last[k])
		last[k] = now;
	if (++got[k] == opt.events)
		n_took++;
}

static void
on_data(struct connection *c)
{
	double now = ws_now();
	ssize_t n = ws_read(c->fd, &c->in, &now);
	struct ws_msg m;
	char *body;

	if (n == -1 && errno == EAGAIN)
		return;
	if (n <= 0) {
		lost++;
		close(c->fd);
		return;
	}
	if (!c->up) {
		body = strstr((char *)c->in.buf, "\r\n\r\n");
		if (body == NULL)
			return;
		c->up = true;
		c->in.used = (size_t)(body + 4 - (char *)c->in.buf);
	}
	while (ws_next(&c->in, &m)) {
		if (m.type == WS_PING)
			ws_send(c->fd, WS_PONG, m.data, m.len);
		else if (c->stream && measuring)
			on_frame(now);
		else if (!c->stream && measuring)
			on_event(c, now);
		else if (c->seen++ == 0)
			ready++;
	}
}

/* On its own, so that it never waits for the clients.  The changes of one event
 * follow each other closely. */
static void *
watch(void *unused)
{
	char buf[4096];
	double now;

	(void)unused;
	while (
	    read(watch_fd, buf, sizeof(buf)) > 0 && n_appeared < EVENTS_MAX) {
		now = ws_now();
		if (now - changed > QUIET_MS / 2e3)
			appeared[n_appeared++] = now;
		changed = now;
	}
	return NULL;
}

/* Returns how many were served. */
static int
serve(int ep, int wait_ms)
{
	struct epoll_event evs[256];
	int n = epoll_wait(ep, evs, 256, wait_ms);
	int i;

	for (i = 0; i < n; i++)
		on_data(evs[i].data.ptr);
	return n;
}

/* Read what has arrived, if that is all of it. */
static void
serve_arrivals(int ep)
{
	static int done;

	poll(NULL, 0, 10);
	if (n_appeared == done || ws_now() - changed < QUIET_MS / 1e3)
		return;
	while (serve(ep, 0) > 0)
		;
	done = n_took;
}

/* An event cannot have arrived before it appeared, unless the watch slept. */
static double
took_ms(int k)
{
	double start = first[k] < appeared[k] ? first[k] : appeared[k];

	return (last[k] - start) * 1000;
}

static void
options(int argc, char *argv[])
{
	static const char letters[] = "eflnPr";
	static int *const numbers[] = {&opt.events, &opt.streams, &opt.leds,
	    &opt.want, &opt.pid, &opt.fps};
	int c;

	while ((c = getopt(argc, argv, "ae:E:f:l:n:P:r:t:")) != -1) {
		if (c == '?')
			exit(64);
		if (c == 'a')
			opt.arrivals = true;
		else if (c == 'E')
			opt.path = optarg;
		else if (c == 't')
			opt.seconds = strtod(optarg, NULL);
		else
			*numbers[strchr(letters, c) - letters] =
			    (int)strtol(optarg, NULL, 10);
	}
	if (argc - optind != 1)
		exit(64);
}

static void
measure(int ep)
{
	double start = ws_clock();
	double used = proc_cpu_s(opt.pid);
	int i;

	for (i = 0; i < n_all; i++)
		all[i].seen = 0;
	measuring = true;
	fprintf(stderr, "ready\n");
	while (ws_clock() - start < opt.seconds &&
	       (opt.want == 0 || n_took < opt.want)) {
		if (opt.arrivals)
			serve_arrivals(ep);
		else
			serve(ep, 10);
	}
	start = ws_clock() - start;
	used = proc_cpu_s(opt.pid) - used;
	for (i = 0; i < n_took; i++)
		took[i] = took_ms(i);
	printf("\"seconds\":%.2f,\"cpu_percent\":%.1f,\"lost\":%d,"
	       "\"frames_per_s\":%.0f,\"late_p50_ms\":%.2f,"
	       "\"late_p99_ms\":%.2f,\"appeared\":%d,\"arrived\":%d,"
	       "\"last_p50_ms\":%.2f,\"last_p99_ms\":%.2f}\n",
	    start, used / start * 100, lost, (double)frames / start,
	    percentile(late, n_late, 50), percentile(late, n_late, 99),
	    n_appeared, n_took, percentile(took, n_took, 50),
	    percentile(took, n_took, 99));
}

int
main(int argc, char *argv[])
{
	int ep = epoll_create1(EPOLL_CLOEXEC);
	double start = ws_clock();
	pthread_t watcher;
	double rss;
	int i;

	options(argc, argv);
	all = calloc((size_t)(opt.events + opt.streams) + 1, sizeof(*all));
	rss = proc_rss_kib(opt.pid);
	for (i = 0; i < opt.events + opt.streams; i++) {
		add(ep, argv[optind], i >= opt.events);
		serve(ep, 0);
	}
	while (ready < n_all && lost == 0 && ws_clock() - start < 30)
		serve(ep, 10);
	printf("{\"clients\":%d,\"streams\":%d,\"ready\":%d,\"connect_s\":%.2f,"
	       "\"rss_kib_per_client\":%.2f,",
	    opt.events, opt.streams, ready, ws_clock() - start,
	    (proc_rss_kib(opt.pid) - rss) / (n_all > 0 ? n_all : 1));
	watch_fd = inotify_init1(IN_CLOEXEC);
	if (opt.path != NULL &&
	    inotify_add_watch(watch_fd, opt.path, WS_CHANGED) == -1)
		return 1;
	pthread_create(&watcher, NULL, watch, NULL);
	measure(ep);
	return ready == n_all && lost == 0 ? 0 : 1;
}
