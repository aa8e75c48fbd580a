/*
 * chat - a chat model for benches: the same plan for everybody, after a while
 *
 * usage: chat delay_ms
 *
 * Listens on a free port of 127.0.0.1 and prints it.  A process for each
 * connection, one answer on each.
 */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/diag.h"

static const char body[] =
    "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\""
    "{\\\"target\\\":\\\"both\\\",\\\"speakable_reason\\\":\\\"ok\\\","
    "\\\"matrix\\\":{\\\"scene_prompt\\\":\\\"a sunset\\\",\\\"subjects\\\":[],"
    "\\\"background\\\":[[9,8,70],[240,120,40]],\\\"reason\\\":\\\"r\\\"},"
    "\\\"strip\\\":{\\\"theme\\\":\\\"t\\\",\\\"mode\\\":\\\"breath\\\","
    "\\\"speed\\\":4,\\\"brightness\\\":0.8,\\\"colors\\\":[{\\\"name\\\":"
    "\\\"n\\\",\\\"rgb\\\":[255,140,60]}],\\\"reason\\\":\\\"r\\\"}}\"}}]}";

static void
read_request(FILE *f)
{
	char line[4096];
	long left = 0;

	while (
	    fgets(line, sizeof(line), f) != NULL && strcmp(line, "\r\n") != 0)
		if (strncasecmp(line, "content-length:", 15) == 0)
			left = strtol(line + 15, NULL, 10);
	while (left-- > 0 && getc(f) != EOF)
		;
}

static _Noreturn void
serve(int fd, long delay_ms)
{
	struct timespec t = {delay_ms / 1000, delay_ms % 1000 * 1000000};
	FILE *in = fdopen(fd, "r");

	read_request(in);
	nanosleep(&t, NULL);
	dprintf(fd,
	    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
	    "Connection: close\r\nContent-Length: %zu\r\n\r\n%s",
	    sizeof(body) - 1, body);
	_exit(0);
}

int
main(int argc, char *argv[])
{
	struct sockaddr_in at = {
	    .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof(at);
	int s = socket(AF_INET, SOCK_STREAM, 0);
	int fd;

	diag_init(argv[0]);
	if (argc != 2)
		die_msg(64, "usage: chat delay_ms");
	signal(SIGCHLD, SIG_IGN); /* nobody waits for them */
	if (bind(s, (struct sockaddr *)&at, len) == -1 ||
	    listen(s, 256) == -1 ||
	    getsockname(s, (struct sockaddr *)&at, &len) == -1)
		die_errno(71, "cannot listen");
	printf("%d\n", ntohs(at.sin_port));
	fflush(stdout);
	while ((fd = accept(s, NULL, NULL)) != -1) {
		if (fork() == 0)
			serve(fd, strtol(argv[1], NULL, 10));
		close(fd);
	}
	die_errno(71, "cannot accept");
}
