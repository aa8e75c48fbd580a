/*
 * wsclient - one WebSocket client, for tests
 *
 * usage: wsclient [-mr] [-H header] [-n count] [-s text] [-S bytes] [-t sec]
 *	socket|port path
 *
 * Prints the status and body of an answer that is no upgrade, or 101 and then
 * each message in a line: "text ...", "binary LENGTH HEX" (of the first 12
 * bytes), "ping", "close CODE", "end".  Sends text, or so many zero bytes, when
 * the first message has come.  -m answers no ping, -r reads no more after the
 * upgrade until stdin ends.  Ends after count messages, at the end of the
 * connection, or with status 1 after sec seconds.
 */
#include <getopt.h>
#include <poll.h>
#include <stdbool.h>

#include "ws.h"

static struct {
	char headers[512];
	const char *text;  /* to be sent, or NULL */
	size_t zero_bytes; /* likewise; 0 for none */
	int count;
	double end;
	bool mute;  /* answer no ping */
	bool pause; /* after the upgrade read no more until stdin ends */
} opt = {.count = -1};

static void
print(const struct ws_msg *m)
{
	size_t i;

	if (m->type == WS_TEXT)
		printf("text %.*s", (int)m->len, (const char *)m->data);
	else if (m->type == WS_CLOSE)
		printf(
		    "close %d", m->len >= 2 ? m->data[0] << 8 | m->data[1] : 0);
	else if (m->type == WS_PING)
		printf("ping");
	else
		printf("binary %zu ", m->len);
	for (i = 0; m->type == WS_BINARY && i < 12 && i < m->len; i++)
		printf("%02x", m->data[i]);
	putchar('\n');
	fflush(stdout);
}

/* Read once, before the end.  False when there is no more. */
static bool
fill(int fd, struct ws_in *in)
{
	struct pollfd p = {fd, POLLIN, 0};
	double left = opt.end - ws_clock();

	if (left <= 0 || poll(&p, 1, (int)(left * 1000) + 1) == 0)
		exit(1);
	return ws_read(fd, in, NULL) > 0;
}

static bool
upgraded(int fd, struct ws_in *in)
{
	char *body = NULL;
	int status = 0;

	while (body == NULL && fill(fd, in))
		body = strstr((char *)in->buf, "\r\n\r\n");
	if (body == NULL)
		return false;
	sscanf((char *)in->buf, "HTTP/1.%*d %d", &status);
	printf("%d", status);
	fflush(stdout);
	body += 4;
	in->used = (size_t)(body - (char *)in->buf);
	if (status == 101) {
		putchar('\n');
		fflush(stdout);
		return true;
	}
	if (*body == '\0')
		fill(fd, in);
	printf(" %s\n", (char *)in->buf + in->used);
	return false;
}

/* Once, when the first message has come. */
static void
send_once(int fd)
{
	char *zeros = calloc(1, opt.zero_bytes + 1);

	if (opt.text != NULL)
		ws_send(fd, WS_TEXT, opt.text, strlen(opt.text));
	if (opt.zero_bytes > 0)
		ws_send(fd, WS_TEXT, zeros, opt.zero_bytes);
	free(zeros);
	opt.text = NULL;
	opt.zero_bytes = 0;
}

static int
serve(int fd, struct ws_in *in)
{
	struct ws_msg m;

	do {
		while (ws_next(in, &m)) {
			print(&m);
			send_once(fd);
			if (m.type == WS_PING && !opt.mute)
				ws_send(fd, WS_PONG, m.data, m.len);
			if ((m.type == WS_TEXT || m.type == WS_BINARY) &&
			    --opt.count == 0)
				return 0;
		}
	} while (fill(fd, in));
	printf("end\n");
	return 0;
}

static void
options(int argc, char *argv[])
{
	int c;

	opt.end = ws_clock() + 30;
	while ((c = getopt(argc, argv, "H:mn:rs:S:t:")) != -1) {
		if (c == 'H')
			snprintf(
			    opt.headers, sizeof(opt.headers), "%s\r\n", optarg);
		else if (c == 'm')
			opt.mute = true;
		else if (c == 'n')
			opt.count = atoi(optarg);
		else if (c == 'r')
			opt.pause = true;
		else if (c == 's')
			opt.text = optarg;
		else if (c == 'S')
			opt.zero_bytes = strtoul(optarg, NULL, 10);
		else if (c == 't')
			opt.end = ws_clock() + atof(optarg);
		else
			exit(64);
	}
	if (argc - optind != 2)
		exit(64);
}

int
main(int argc, char *argv[])
{
	struct ws_in in = {.buf = malloc(WS_BUF), .size = WS_BUF};
	int fd;
	int rc;

	options(argc, argv);
	fd = ws_dial(argv[optind]);
	if (fd == -1 || ws_upgrade(fd, argv[optind + 1], opt.headers) == -1)
		return 2;
	if (!upgraded(fd, &in)) {
		free(in.buf);
		return 0;
	}
	while (opt.pause && getchar() != EOF)
		;
	rc = serve(fd, &in);
	free(in.buf);
	return rc;
}
