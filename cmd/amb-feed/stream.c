#include <stdlib.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/diag.h"
#include "group.h"
#include "stream.h"
#include "wire.h"

struct stream {
	struct stream *next;
	struct zone *zone;
	struct group clients;
	int fps;
	int leds;  /* as asked for */
	int64_t k; /* number of the last frame */
};

static struct stream *streams;
static int count;
static long made;
static long dropped;

static struct stream *
stream_new(struct zone *z, int fps, int leds)
{
	struct stream *s = calloc(1, sizeof(*s));

	if (s == NULL)
		die_errno(EX_OSERR, "cannot begin a stream");
	s->zone = z;
	s->fps = fps;
	s->leds = leds;
	s->next = streams;
	streams = s;
	count++;
	return s;
}

void
stream_join(struct client *c, struct zone *z, int fps, int leds)
{
	struct stream *s = streams;

	while (s != NULL && (s->zone != z || s->fps != fps || s->leds != leds))
		s = s->next;
	if (s == NULL)
		s = stream_new(z, fps, leds);
	c->stream = s;
	group_add(&s->clients, c);
	wire_tick();
}

void
stream_leave(struct client *c)
{
	struct stream *s = c->stream;
	struct stream **p = &streams;

	c->stream = NULL;
	group_remove(c);
	if (s->clients.n > 0)
		return;
	while (*p != s)
		p = &(*p)->next;
	*p = s->next;
	free(s);
	count--;
}

static void
make_frame(struct stream *s)
{
	struct parcel *frame = zone_frame(
	    s->zone, s->k * 1000 / s->fps, zone_leds(s->zone, s->leds));
	struct client *c;

	made++;
	for (c = s->clients.first; c != NULL; c = c->next) {
		dropped += queue_clear(&c->queue);
		queue_put(&c->queue, frame);
		wire_wake(c);
	}
	parcel_drop(frame);
}

int64_t
stream_tick(void)
{
	int64_t now = clock_us();
	int64_t wait = -1;
	struct stream *s;
	int64_t left;
	int64_t k;

	for (s = streams; s != NULL; s = s->next) {
		k = now * s->fps / 1000000;
		if (k != s->k) {
			s->k = k;
			make_frame(s);
		}
		left = ((k + 1) * 1000000 + s->fps - 1) / s->fps - now;
		if (wait == -1 || left < wait)
			wait = left;
	}
	return wait;
}

int
stream_count(void)
{
	return count;
}

long
stream_made(void)
{
	return made;
}

long
stream_dropped(void)
{
	return dropped;
}
