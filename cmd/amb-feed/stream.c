#include <stdlib.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/diag.h"
#include "stream.h"
#include "websocket.h"

struct stream {
	struct stream *next;
	struct zone *zone;
	struct subscribers clients;
	int fps;
	int leds;  /* as requested */
	int64_t k; /* number of the last frame */
};

static struct stream *
stream_new(struct streams *streams, struct zone *z, int fps, int leds)
{
	struct stream *s = calloc(1, sizeof(*s));

	if (s == NULL)
		die_errno(EX_OSERR, "cannot start a stream");
	s->zone = z;
	s->fps = fps;
	s->leds = leds;
	s->next = streams->first;
	streams->first = s;
	streams->n++;
	return s;
}

void
stream_join(struct streams *streams, struct client *c, struct zone *z, int fps,
    int leds)
{
	struct stream *s = streams->first;

	while (s != NULL && (s->zone != z || s->fps != fps || s->leds != leds))
		s = s->next;
	if (s == NULL)
		s = stream_new(streams, z, fps, leds);
	c->stream = s;
	subscribers_add(&s->clients, c);
}

void
stream_leave(struct streams *streams, struct client *c)
{
	struct stream *s = c->stream;
	struct stream **p = &streams->first;

	c->stream = NULL;
	subscribers_remove(c);
	if (s->clients.first != NULL)
		return;
	while (*p != s)
		p = &(*p)->next;
	*p = s->next;
	free(s);
	streams->n--;
}

static void
send_frame(struct streams *streams, const struct stream *s)
{
	struct buffer *frame =
	    zone_frame(s->zone, s->k * 1000 / s->fps, s->leds);
	struct client *c;

	streams->made++;
	for (c = s->clients.first; c != NULL; c = c->next) {
		streams->dropped += backlog_clear(&c->backlog);
		websocket_send(c, frame);
	}
	buffer_drop(frame);
}

int64_t
stream_tick(struct streams *streams)
{
	int64_t now = clock_us();
	int64_t wait = -1;
	struct stream *s;
	int64_t left;
	int64_t k;

	for (s = streams->first; s != NULL; s = s->next) {
		k = now * s->fps / 1000000;
		if (k != s->k) {
			s->k = k;
			send_frame(streams, s);
		}
		left = ((k + 1) * 1000000 + s->fps - 1) / s->fps - now;
		if (wait == -1 || left < wait)
			wait = left;
	}
	return wait;
}
