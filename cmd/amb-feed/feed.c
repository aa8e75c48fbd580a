#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "conf/conf.h"
#include "feed.h"
#include "json/msg.h"
#include "reply.h"
#include "route.h"
#include "spool/events.h"
#include "spool/lock.h"
#include "spool/spool.h"
#include "stream.h"
#include "subscribers.h"
#include "websocket.h"
#include "zone.h"

enum { PAUSE_MS = 10 };

struct feed {
	struct websocket *websocket;
	struct events events;
	struct zones zones;
	struct streams streams;
	bool behind;	   /* there may be more events to send */
	int64_t resume_ms; /* when, as some client's backlog is half full */
	long closed_slow;
};

static struct feed_reply
stat_reply(const struct feed *f)
{
	return reply_json(
	    200, msg_obj("clients", jv_number(websocket_clients(f->websocket)),
		     "streams", jv_number(f->streams.n), "frames_made",
		     jv_number((double)f->streams.made), "frames_dropped",
		     jv_number((double)f->streams.dropped), "closed_slow",
		     jv_number((double)f->closed_slow), NULL));
}

static struct feed_reply
on_request(void *ctx, const struct feed_request *r)
{
	struct feed *f = ctx;
	struct feed_route route;
	struct zone *z;
	char why[WHY_MAX];
	int status =
	    route_find(r, conf_int(CONF_STRIP_STREAM_FPS), &route, why);

	if (status != 0)
		return reply_refusal(status, why);
	if (route.kind == ROUTE_STAT)
		return stat_reply(f);
	z = zone_find(&f->zones, route.zone);
	if (z == NULL)
		return reply_refusal(404, "no such zone");
	if (!r->upgrade)
		return reply_frame(z, &route);
	if (!route_origin(r, conf_str(CONF_ORIGINS)))
		return reply_refusal(403, "this origin may not connect");
	if (websocket_clients(f->websocket) >= conf_int(CONF_FEED_CLIENTS))
		return reply_refusal(503, "too many clients");
	return (struct feed_reply){.status = 101};
}

static bool
on_opened(void *ctx, struct client *c, const struct feed_request *r)
{
	struct feed *f = ctx;
	struct feed_route route;
	struct zone *z;

	if (route_find(r, conf_int(CONF_STRIP_STREAM_FPS), &route, NULL) != 0 ||
	    (z = zone_find(&f->zones, route.zone)) == NULL)
		return false;
	if (route.kind == ROUTE_STRIP) {
		stream_join(&f->streams, c, z, route.fps, route.leds);
		websocket_tick(f->websocket);
	} else if (route.kind == ROUTE_MATRIX) {
		subscribers_add(&z->pictures, c);
		websocket_send(c, z->picture);
	} else {
		subscribers_add(&z->events, c);
		websocket_send(c, zone_snapshot(z));
	}
	return true;
}

static void
on_closed(void *ctx, struct client *c)
{
	struct feed *f = ctx;

	if (c->stream != NULL)
		stream_leave(&f->streams, c);
	else
		subscribers_remove(c);
}

/* Events are never dropped: a client that cannot follow must begin anew. */
static void
send_event(struct feed *f, const struct zone *z, struct buffer *event)
{
	int most = conf_int(CONF_FEED_QUEUE);
	struct client *c;

	f->resume_ms = 0;
	for (c = z->events.first; c != NULL; c = c->next) {
		if (c->closing)
			continue;
		if (c->backlog.n >= most) {
			f->closed_slow++;
			websocket_disconnect(c);
			continue;
		}
		websocket_send(c, event);
		if (c->backlog.n * 2 >= most)
			f->resume_ms = clock_ms() + PAUSE_MS;
	}
}

/* To a client that is behind, the newest alone. */
static void
send_picture(const struct zone *z)
{
	struct client *c;

	for (c = z->pictures.first; c != NULL; c = c->next) {
		backlog_clear(&c->backlog);
		websocket_send(c, z->picture);
	}
}

static void
pass_on(struct feed *f, const char *text, size_t len)
{
	char name[SCENE_ZONE_MAX + 1];
	jv event = msg_parse(text, len);
	struct buffer *b;
	struct zone *z;

	if (msg_str(&event, "payload.zone", name, sizeof(name)) != -1 &&
	    scene_zone_valid(name) &&
	    (z = zone_find(&f->zones, name)) != NULL) {
		if (zone_apply(z, &event))
			send_picture(z);
		b = buffer_text(text, len);
		send_event(f, z, b);
		buffer_drop(b);
	}
	jv_free(event);
}

/* One at a time: a burst must not fill the backlogs of clients that had no
 * turn to be sent the first of it. */
static void
next_event(struct feed *f)
{
	size_t len;
	char *text;
	int rc = events_next(&f->events, &text, &len);

	f->behind = rc == 1;
	if (rc == 1) {
		pass_on(f, text, len);
		free(text);
		websocket_tick(f->websocket);
	} else if (rc == -1) {
		warn_errno("cannot read event %ld", f->events.at + 1);
	}
}

static void
on_readable(void *ctx)
{
	struct feed *f = ctx;

	if (!f->behind)
		next_event(f);
}

static int64_t
on_tick(void *ctx)
{
	struct feed *f = ctx;
	int64_t left = f->resume_ms - clock_ms();
	int64_t us;

	/* a clock that was set back must not hold up the events */
	if (f->behind && (left <= 0 || left > PAUSE_MS))
		next_event(f);
	us = stream_tick(&f->streams);
	if (!f->behind)
		return us;
	left = left > 0 ? left * 1000 : 1;
	return us >= 0 && us < left ? us : left;
}

static const struct websocket_calls calls = {
    on_request, on_opened, on_closed, on_readable, on_tick};

static int
follow_events(struct feed *f)
{
	/* so that the files of state/ have all events before the next one */
	int lock = spool_lock(SPOOL_LOCK_STATE);
	int rc;

	if (lock == -1)
		return -1;
	rc = events_open(&f->events, EVENTS_NEW);
	close(lock);
	return rc;
}

void
feed_run_or_die(const char *path, int stop_fd)
{
	struct feed f = {.behind = false};

	if (follow_events(&f) == -1)
		die_errno(EX_OSERR, "cannot follow '%s'", "events");
	f.websocket = websocket_open(&(struct websocket_options){.path = path,
	    .ping_s = conf_int(CONF_FEED_PING_S),
	    .stop_fd = stop_fd,
	    .watch_fd = f.events.fd,
	    .calls = &calls,
	    .ctx = &f});
	if (f.websocket == NULL)
		die_msg(EX_CANTCREAT, "cannot listen on '%s'", path);
	websocket_run(f.websocket);
	unlink(path);
	websocket_free(f.websocket);
	events_close(&f.events);
	zone_free_all(&f.zones);
}
