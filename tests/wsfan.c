/*
 * wsfan - send to many WebSocket clients and do nothing else: what an event
 * takes at least
 *
 * usage: wsfan socket path bytes
 *
 * Accepts every request on the socket as a WebSocket, and sends all clients a
 * message of so many bytes when path, a file or folder, is changed: one send()
 * for each.  A client must use the key of ws.h.  Runs until SIGTERM.
 */
#include <poll.h>
#include <signal.h>

#include "ws.h"

enum { CLIENTS_MAX = 16384, BYTES_MAX = 65535 };

static int clients[CLIENTS_MAX];
static int n_clients;
static unsigned char message[4 + BYTES_MAX];
static size_t message_len;

static void
make_message(size_t bytes)
{
	bytes = bytes < 126 ? 126 : bytes > BYTES_MAX ? BYTES_MAX : bytes;
	memset(message, ' ', sizeof(message));
	message[0] = 0x80 | WS_TEXT;
	message[1] = 126;
	message[2] = (unsigned char)(bytes >> 8);
	message[3] = (unsigned char)bytes;
	message_len = 4 + bytes;
}

static void
greet(int listener)
{
	static const char answer[] =
	    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
	    "Connection: Upgrade\r\n"
	    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
	char request[4096];
	int fd = accept(listener, NULL, NULL);

	if (fd == -1 || n_clients == CLIENTS_MAX ||
	    read(fd, request, sizeof(request)) <= 0 ||
	    write(fd, answer, sizeof(answer) - 1) == -1 ||
	    write(fd, message, message_len) == -1)
		exit(1);
	clients[n_clients++] = fd;
}

static void
fan(int watch)
{
	char buf[4096];
	int i;

	if (read(watch, buf, sizeof(buf)) <= 0)
		exit(1);
	for (i = 0; i < n_clients; i++)
		send(clients[i], message, message_len, MSG_NOSIGNAL);
}

static void
stop(int sig)
{
	(void)sig;
	_exit(0);
}

int
main(int argc, char *argv[])
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	struct pollfd p[2] = {{.events = POLLIN}, {.events = POLLIN}};

	if (argc != 4)
		exit(64);
	signal(SIGTERM, stop);
	make_message((size_t)strtoul(argv[3], NULL, 10));
	snprintf(at.sun_path, sizeof(at.sun_path), "%s", argv[1]);
	p[0].fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	p[1].fd = inotify_init1(IN_CLOEXEC);
	if (bind(p[0].fd, (struct sockaddr *)&at, sizeof(at)) == -1 ||
	    listen(p[0].fd, 1024) == -1 ||
	    inotify_add_watch(p[1].fd, argv[2], WS_CHANGED) == -1) {
		perror("wsfan");
		exit(1);
	}
	while (poll(p, 2, -1) > 0) {
		if (p[0].revents != 0)
			greet(p[0].fd);
		if (p[1].revents != 0)
			fan(p[1].fd);
	}
	return 1;
}
