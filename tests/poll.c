/*
 * poll - read the state over HTTP as controllers do, and judge what comes
 *
 * usage: poll port seconds
 *
 * All published scenes must be of one grey from 1 to 255: an answer that has
 * two greys is torn, one of grey 0 or the first strip is a default.  Prints
 * how many answers were good; exits 1 at the first that is not.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "diag.h"
#include "matrix.h"
#include "msg.h"
#include "ulid.h"

struct answer {
	char head[2048];
	char *body;
	size_t len;
};

static int
dial(int port)
{
	struct sockaddr_in to = {
	    .sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
	if (fd == -1 || connect(fd, (struct sockaddr *)&to, sizeof(to)) == -1)
		die_errno(1, "cannot connect to port %d", port);
	return fd;
}

static void
read_head(FILE *f, struct answer *a)
{
	size_t n = 0;

	while (fgets(a->head + n, (int)(sizeof(a->head) - n), f) != NULL &&
	       strcmp(a->head + n, "\r\n") != 0)
		n += strlen(a->head + n);
	if (strncmp(a->head, "HTTP/1.1 200 ", 13) != 0)
		die_msg(1, "answer '%.40s'", a->head);
}

static void
get(FILE *f, const char *path, struct answer *a)
{
	char *length;

	fprintf(f, "GET %s HTTP/1.1\r\nHost: h\r\n\r\n", path);
	fflush(f);
	read_head(f, a);
	length = strcasestr(a->head, "content-length: ");
	if (length == NULL)
		die_msg(1, "no length of '%s'", path);
	a->len = strtoul(length + 16, NULL, 10);
	a->body = realloc(a->body, a->len + 1);
	if (a->body == NULL || fread(a->body, 1, a->len, f) != a->len)
		die_msg(1, "cut answer of '%s'", path);
	a->body[a->len] = '\0';
}

static void
judge(const char *path, const uint8_t *rgb, size_t n, size_t want)
{
	size_t i;

	if (n != want)
		die_msg(1, "%zu bytes in '%s'", n, path);
	for (i = 0; i < n; i++)
		if (rgb[i] != rgb[0])
			die_msg(1, "torn answer of '%s'", path);
	if (rgb[0] == 0)
		die_msg(1, "default answer of '%s'", path);
}

static void
poll_raw(FILE *f, struct answer *a)
{
	const char *path = "/api/data/matrix/raw";

	get(f, path, a);
	judge(path, (const uint8_t *)a->body, a->len, 768);
}

static void
poll_json(FILE *f, struct answer *a)
{
	const char *path = "/api/data/matrix/json";
	static struct matrix m;
	jv msg;

	get(f, path, a);
	msg = msg_parse(a->body, a->len);
	if (matrix_parse(&msg, &m) != NULL)
		die_msg(1, "no matrix in '%s'", path);
	jv_free(msg);
	judge(path, m.rgb, matrix_bytes(&m), 768);
}

static void
poll_strip(FILE *f, struct answer *a)
{
	const char *path = "/api/data/strip";
	unsigned r;
	unsigned g;
	unsigned b;
	uint8_t rgb[3];

	get(f, path, a);
	if (sscanf(a->body, "[[%u,%u,%u]]", &r, &g, &b) != 3)
		die_msg(1, "no strip in '%s'", path);
	rgb[0] = (uint8_t)r;
	rgb[1] = (uint8_t)g;
	rgb[2] = (uint8_t)b;
	judge(path, rgb, 3, 3);
}

int
main(int argc, char *argv[])
{
	static void (*const polls[])(FILE *, struct answer *) = {
	    poll_raw, poll_json, poll_strip};
	struct answer a = {.body = NULL};
	unsigned long n = 0;
	int64_t end;
	int port;
	FILE *f;

	diag_init(argv[0]);
	if (argc != 3)
		die_msg(64, "usage: poll port seconds");
	port = (int)strtol(argv[1], NULL, 10);
	f = fdopen(dial(port), "r+");
	end = clock_ms() + strtol(argv[2], NULL, 10) * 1000;
	for (; clock_ms() < end; n++) {
		/* the server ends a connection after so many requests */
		if (n % 900 == 899) {
			fclose(f);
			f = fdopen(dial(port), "r+");
		}
		polls[n % 3](f, &a);
	}
	fclose(f);
	free(a.body);
	printf("%lu\n", n);
	return 0;
}
