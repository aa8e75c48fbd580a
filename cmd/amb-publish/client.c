#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "client.h"
#include "json/msg.h"
#include "spool/wire.h"

void
client_init(struct client *c, int fd)
{
	*c = (struct client){
	    .fd = fd, .in = {.max = MSG_MAX + PUBLISHER_VERB_MAX}};
}

void
client_free(struct client *c)
{
	close(c->fd);
	lines_free(&c->in);
	text_free(&c->out);
}

struct pollfd
client_poll(const struct client *c)
{
	struct pollfd p = {c->fd, 0, 0};

	p.events = c->sent < c->out.len ? POLLOUT : c->ended ? 0 : POLLIN;
	return p;
}

/* To one that went away nothing is sent, but what it has asked for is done. */
static void
send_answers(struct client *c)
{
	ssize_t n;

	while (c->sent < c->out.len && !c->broken) {
		n = send(c->fd, c->out.data + c->sent, c->out.len - c->sent,
		    MSG_NOSIGNAL);
		if (n == -1 && errno == EAGAIN)
			return;
		c->broken = n == -1;
		c->sent += n > 0 ? (size_t)n : 0;
	}
	c->sent = 0;
	text_clear(&c->out);
}

static void
read_requests(struct client *c)
{
	ssize_t n = lines_read(&c->in, c->fd);

	if (n == 0 || (n == -1 && errno != EAGAIN))
		c->ended = true;
}

void
client_move(struct client *c, int revents)
{
	if (revents == 0)
		return;
	if (c->sent < c->out.len)
		send_answers(c);
	else if (!c->ended)
		read_requests(c);
}

bool
client_request(struct client *c, struct group_request *r)
{
	char *line;
	size_t len;

	do {
		if (!lines_next(&c->in, &line, &len))
			return false;
	} while (len == 0);
	*r = group_parse(line, len);
	return true;
}

void
client_answer(struct client *c, struct group_request *r)
{
	char status[16];

	snprintf(status, sizeof(status), "%d ", r->status);
	text_str(&c->out, status);
	text_add(&c->out, r->answer.data, r->answer.len);
	text_str(&c->out, "\n");
	text_free(&r->answer);
	send_answers(c);
}

bool
client_is_done(const struct client *c)
{
	return c->ended && c->sent == c->out.len;
}
