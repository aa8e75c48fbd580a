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
	const char *folder;
	int pid;
} opt = {.fps = 20, .leds = 60, .seconds = 5};

static struct connection *all;
static int n_all;
static int ready;
static bool measuring;
static int watch_fd = -1;
static int n_appeared;		    /* events */
static double appeared[EVENTS_MAX]; /* when */
static int got[EVENTS_MAX];	    /* clients that have it */
static double took[EVENTS_MAX];	    /* ms until all had it */
static int n_took;
static double late[LATE_MAX];
static long n_late;
static long frames;
static int lost;

/* Read from a file of the server in /proc, as scanf() does. */
static void
read_proc(const char *file, const char *format, long *a, long *b)
{
	char path[64];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/%s", opt.pid, file);
	f = fopen(path, "re");
	if (f == NULL || fscanf(f, format, a, b) != 2)
		*a = *b = 0;
	if (f != NULL)
		fclose(f);
}

static double
rss_kib(void)
{
	long size;
	long resident;

	read_proc("statm", "%ld %ld", &size, &resident);
	return (double)resident * (double)sysconf(_SC_PAGESIZE) / 1024;
}

/* Seconds of processor that the server has had. */
static double
cpu(void)
{
	long user;
	long system;

	read_proc("stat",
	    "%*d (%*[^)]) %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld",
	    &user, &system);
	return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

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
on_event(struct connection *c)
{
	long k = c->seen++;

	if (k >= EVENTS_MAX)
		return;
	if (++got[k] == opt.events)
		took[n_took++] = (ws_clock() - appeared[k]) * 1000;
}

static void
on_data(struct connection *c)
{
	ssize_t n = ws_read(c->fd, &c->in);
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
		if (n_appeared < EVENTS_MAX)
			appeared[n_appeared++] = ws_clock();
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
	static const char letters[] = "eflnPr";
	static int *const numbers[] = {&opt.events, &opt.streams, &opt.leds,
	    &opt.want, &opt.pid, &opt.fps};
	int c;

	while ((c = getopt(argc, argv, "e:E:f:l:n:P:r:t:")) != -1) {
		if (c == '?')
			exit(64);
		if (c == 'E')
			opt.folder = optarg;
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
	       "\"frames_per_s\":%.0f,\"late_p50_ms\":%.2f,"
	       "\"late_p99_ms\":%.2f,\"appeared\":%d,\"arrived\":%d,"
	       "\"last_p50_ms\":%.2f,\"last_p99_ms\":%.2f}\n",
	    start, used / start * 100, lost, (double)frames / start,
	    part(late, n_late, 0.5), part(late, n_late, 0.99), n_appeared,
	    n_took, part(took, n_took, 0.5), part(took, n_took, 0.99));
}

int
main(int argc, char *argv[])
{
	int ep = epoll_create1(EPOLL_CLOEXEC);
	struct epoll_event ev = {.events = EPOLLIN};
	double start = ws_clock();
	double rss;
	int i;

	options(argc, argv);
	all = calloc((size_t)(opt.events + opt.streams) + 1, sizeof(*all));
	rss = rss_kib();
	for (i = 0; i < opt.events + opt.streams; i++) {
		add(ep, argv[optind], i >= opt.events);
		serve(ep, 0);
	}
	while (ready < n_all && lost == 0 && ws_clock() - start < 30)
		serve(ep, 10);
	printf("{\"clients\":%d,\"streams\":%d,\"ready\":%d,\"connect_s\":%.2f,"
	       "\"rss_kib_per_client\":%.2f,",
	    opt.events, opt.streams, ready, ws_clock() - start,
	    (rss_kib() - rss) / (n_all > 0 ? n_all : 1));
	if (opt.folder != NULL) {
		watch_fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
		inotify_add_watch(watch_fd, opt.folder, IN_MOVED_TO);
		epoll_ctl(ep, EPOLL_CTL_ADD, watch_fd, &ev);
	}
	measure(ep);
	return ready == n_all && lost == 0 ? 0 : 1;
}
