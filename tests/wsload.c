/*
 * wsload - many WebSocket clients, to measure amb-feed
 *
 * usage: wsload [-e clients] [-f streams] [-r fps] [-l leds] [-t seconds]
 *	[-n events] [-E events/] [-P pid] socket|port
 *
 * Connects so many clients of /ws and of /ws/strip/raw, then measures for some
 * seconds, or until so many events have come.  An event's time is from when its
 * file appears to when the last client has it.  Prints one JSON object.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <math.h>
#include <stdbool.h>
#include <sys/epoll.h>
#include <sys/inotify.h>

#include "ws.h"

enum { EVENTS_MAX = 4096, LATE_MAX = 1 << 20 };

struct one {
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
	const char *folder;
	int pid;
} opt = {.fps = 20, .leds = 60, .seconds = 5};

static struct one *all;
static int n_all;
static int ready;
static bool measuring;
static int watch_fd = -1;
static int n_told; /* events that have appeared */
static double told[EVENTS_MAX];
static int got[EVENTS_MAX]; /* clients that have it */
static double took[EVENTS_MAX];
static int n_took;
static double late[LATE_MAX];
static long n_late;
static long frames;
static int lost;

static long
proc_number(const char *file, const char *name, int field)
{
	char path[64];
	char line[1024];
	long n = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/%s", opt.pid, file);
	f = fopen(path, "re");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		if (strncmp(line, name, strlen(name)) == 0)
			n = atol(line + strlen(name));
		if (field == 0)
			continue;
		sscanf(line,
		    "%*d (%*[^)]) %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u "
		    "%ld",
		    &n);
		if (field == 15)
			sscanf(line,
			    "%*d (%*[^)]) %*c %*d %*d %*d %*d %*d %*u %*u %*u "
			    "%*u %*u %*u %ld",
			    &n);
	}
	if (f != NULL)
		fclose(f);
	return n;
}

/* Seconds of processor that the server has had. */
static double
cpu(void)
{
	return (double)(proc_number("stat", "none", 14) +
			proc_number("stat", "none", 15)) /
	       (double)sysconf(_SC_CLK_TCK);
}

static void
add(int ep, const char *to, bool stream)
{
	struct one *c = &all[n_all++];
	struct epoll_event ev = {.events = EPOLLIN, .data.ptr = c};
	char path[128];

	snprintf(path, sizeof(path), "/ws");
	if (stream)
		snprintf(path, sizeof(path),
		    "/ws/strip/raw?fps=%d&led_count=%d", opt.fps, opt.leds);
	c->stream = stream;
	c->in.size = 32 * 1024;
	c->in.buf = malloc(c->in.size);
	c->fd = ws_dial(to);
	if (c->fd == -1 || ws_hello(c->fd, path, "") == -1) {
		perror("wsload: cannot connect");
		exit(1);
	}
	fcntl(c->fd, F_SETFL, O_NONBLOCK);
	epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &ev);
}

static void
on_frame(void)
{
	struct timespec now;
	double t;

	clock_gettime(CLOCK_REALTIME, &now);
	t = ((double)(now.tv_sec % 1000) + (double)now.tv_nsec / 1e9) * opt.fps;
	frames++;
	if (n_late < LATE_MAX)
		late[n_late++] = (t - floor(t)) / opt.fps * 1000;
}

static void
on_event(struct one *c)
{
	long k = c->seen++;

	if (k >= EVENTS_MAX)
		return;
	if (++got[k] == opt.events) {
		took[n_took++] = (ws_clock() - told[k]) * 1000;
	}
}

static void
on_data(struct one *c)
{
	struct ws_msg m;
	char *body;

	if (ws_read(c->fd, &c->in) <= 0) {
		if (errno != EAGAIN) {
			lost++;
			close(c->fd);
		}
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
			ws_say(c->fd, WS_PONG, m.data, m.len);
		else if (c->stream && measuring)
			on_frame();
		else if (!c->stream && measuring)
			on_event(c);
		else if (c->seen++ == 0)
			ready++;
	}
}

static void
on_watch(void)
{
	char buf[4096] __attribute__((aligned(8)));
	const struct inotify_event *ev;
	ssize_t n = read(watch_fd, buf, sizeof(buf));
	char *p;

	for (p = buf; p < buf + n; p += sizeof(*ev) + ev->len) {
		ev = (const struct inotify_event *)(void *)p;
		if (n_told < EVENTS_MAX)
			told[n_told++] = ws_clock();
	}
}

static void
serve(int ep, int wait_ms)
{
	struct epoll_event evs[256];
	int n = epoll_wait(ep, evs, 256, wait_ms);
	int i;

	/* first of all when it happened */
	for (i = 0; i < n; i++)
		if (evs[i].data.ptr == NULL)
			on_watch();
	for (i = 0; i < n; i++)
		if (evs[i].data.ptr != NULL)
			on_data(evs[i].data.ptr);
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double
part(double *list, long n, double p)
{
	return n == 0 ? -1 : list[(long)((double)(n - 1) * p)];
}

static void
options(int argc, char *argv[])
{
	int c;

	while ((c = getopt(argc, argv, "e:E:f:l:n:P:r:t:")) != -1) {
		switch (c) {
		case 'e':
			opt.events = atoi(optarg);
			break;
		case 'E':
			opt.folder = optarg;
			break;
		case 'f':
			opt.streams = atoi(optarg);
			break;
		case 'l':
			opt.leds = atoi(optarg);
			break;
		case 'n':
			opt.want = atoi(optarg);
			break;
		case 'P':
			opt.pid = atoi(optarg);
			break;
		case 'r':
			opt.fps = atoi(optarg);
			break;
		case 't':
			opt.seconds = atof(optarg);
			break;
		default:
			exit(64);
		}
	}
	if (argc - optind != 1)
		exit(64);
}

static void
measure(int ep)
{
	double start = ws_clock();
	double used = cpu();
	int i;

	for (i = 0; i < n_all; i++)
		all[i].seen = 0;
	measuring = true;
	fprintf(stderr, "ready\n");
	while (ws_clock() - start < opt.seconds &&
	       (opt.want == 0 || n_took < opt.want))
		serve(ep, 10);
	start = ws_clock() - start;
	used = cpu() - used;
	qsort(late, (size_t)n_late, sizeof(*late), ascending);
	qsort(took, (size_t)n_took, sizeof(*took), ascending);
	printf("\"seconds\":%.2f,\"cpu_percent\":%.1f,\"lost\":%d,"
	       "\"frames_per_s\":%.0f,\"late_p50_ms\":%.2f,\"late_p99_ms\":%."
	       "2f,"
	       "\"told\":%d,\"arrived\":%d,\"last_p50_ms\":%.2f,\"last_p99_ms\""
	       ":%.2f}\n",
	    start, used / start * 100, lost, (double)frames / start,
	    part(late, n_late, 0.5), part(late, n_late, 0.99), n_told, n_took,
	    part(took, n_took, 0.5), part(took, n_took, 0.99));
}

int
main(int argc, char *argv[])
{
	int ep = epoll_create1(EPOLL_CLOEXEC);
	struct epoll_event ev = {.events = EPOLLIN};
	double start = ws_clock();
	long rss;
	int i;

	options(argc, argv);
	all = calloc((size_t)(opt.events + opt.streams) + 1, sizeof(*all));
	rss = proc_number("status", "VmRSS:", 0);
	for (i = 0; i < opt.events + opt.streams; i++) {
		add(ep, argv[optind], i >= opt.events);
		serve(ep, 0);
	}
	while (ready < n_all && lost == 0 && ws_clock() - start < 30)
		serve(ep, 10);
	printf("{\"clients\":%d,\"streams\":%d,\"ready\":%d,\"connect_s\":%.2f,"
	       "\"rss_kib_per_client\":%.2f,",
	    opt.events, opt.streams, ready, ws_clock() - start,
	    (double)(proc_number("status", "VmRSS:", 0) - rss) /
		(n_all > 0 ? n_all : 1));
	if (opt.folder != NULL) {
		watch_fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
		inotify_add_watch(watch_fd, opt.folder, IN_MOVED_TO);
		epoll_ctl(ep, EPOLL_CTL_ADD, watch_fd, &ev);
	}
	measure(ep);
	for (i = 0; i < n_all; i++)
		free(all[i].in.buf);
	free(all);
	return ready == n_all && lost == 0 ? 0 : 1;
}
