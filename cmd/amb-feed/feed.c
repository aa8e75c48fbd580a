#include <stdlib.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "conf/conf.h"
#include "feed.h"
#include "json/msg.h"
#include "picture.h"
#include "route.h"
#include "spool/events.h"
#include "spool/store.h"
#include "stream.h"
#include "subscribers.h"
#include "websocket.h"
#include "zone.h"

enum { PAUSE_MS = 10 }; /* while the backlog of a client is half full */

struct feed {
	struct websocket *websocket;
	struct events events;
	struct zones zones;
	struct streams streams;
	bool behind;	   /* there may be more events to send */
	int64_t resume_ms; /* when to, of clock_elapsed_ms(); 0: now */
	long closed_slow;  /* clients that were disconnected as too slow */
};

static struct feed_reply
json_reply(int status, jv body)
{
	return (struct feed_reply){
	    status, "application/json", buffer_json(body)};
}

static struct feed_reply
refuse(int status, const char *why)
{
	return json_reply(status, msg_obj("detail", jv_string(why), NULL));
}

static jv
frame_list(const struct buffer *frame)
{
	jv list = jv_array_sized((int)(frame->len / 3));
	size_t i;

	for (i = 0; i < frame->len; i += 3)
		list = jv_array_append(list, msg_rgb(frame->data + i));
	return list;
}

static struct feed_reply
bytes_reply(struct buffer *bytes)
{
	return (struct feed_reply){200, "application/octet-stream", bytes};
}

/* What is shown at this moment: of the strip bytes or [[r,g,b],...]. */
static struct feed_reply
frame_reply(struct zone *z, const struct feed_route *route)
{
	int64_t now_ms = clock_ms();
	struct buffer *frame;
	jv list;

	if (route->kind == ROUTE_PICTURE)
		return bytes_reply(zone_matrix(z, now_ms));
	frame = zone_frame(z, now_ms, route->leds);
	if (route->kind != ROUTE_FRAME_JSON)
		return bytes_reply(frame);
	list = frame_list(frame);
	buffer_drop(frame);
	return json_reply(200, list);
}

static struct feed_reply
stat_reply(const struct feed *f)
{
	return json_reply(
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
		return refuse(status, why);
	if (route.kind == ROUTE_STAT)
		return stat_reply(f);
	z = zone_find(&f->zones, route.zone);
	if (z == NULL)
		return refuse(404, "no such zone");
	if (!r->upgrade)
		return frame_reply(z, &route);
	if (!route_origin(r, conf_str(CONF_ORIGINS)))
		return refuse(403, "this origin may not connect");
	if (websocket_clients(f->websocket) >= conf_int(CONF_FEED_CLIENTS))
		return refuse(503, "too many clients");
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
		picture_join(&f->zones, z, c);
		websocket_tick(f->websocket);
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

/* Events are never dropped: a client that is too slow is disconnected. */
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
			f->resume_ms = clock_elapsed_ms() + PAUSE_MS;
	}
}

static void
handle_event(struct feed *f, const struct event *event)
{
	char name[SCENE_ZONE_MAX + 1];
	jv msg = msg_parse(event->text, event->len);
	struct buffer *b;
	struct zone *z;

	if (msg_str(&msg, "payload.zone", name, sizeof(name)) != -1 &&
	    (z = zone_loaded(&f->zones, name)) != NULL) {
		zone_reload(&f->zones, z);
		picture_send(z, msg_is(&msg, "type", "matrix_update"));
		b = buffer_text(event->text, event->len);
		send_event(f, z, b);
		buffer_drop(b);
	}
	jv_free(msg);
}

/* Events were removed before they were read: send what is shown now. */
static void
send_all(struct feed *f)
{
	struct zone *z;

	warn_msg("events were lost; the whole state is sent");
	for (z = f->zones.first; z != NULL; z = z->next) {
		zone_reload(&f->zones, z);
		picture_send(z, true);
		send_event(f, z, zone_snapshot(z));
	}
}

/* One at a time, so that a burst does not fill the backlogs before the first
 * event is sent. */
static void
next_event(struct feed *f)
{
	struct event event;
	int rc = events_next(&f->events, &event);

	f->behind = rc == 1;
	if (rc == 1) {
		if (event.lost > 0)
			send_all(f);
		handle_event(f, &event);
		free(event.text);
		websocket_tick(f->websocket);
	} else if (rc == -1) {
		warn_msg("cannot read the events: %s", store_why());
	}
}

static void
on_readable(void *ctx)
{
	struct feed *f = ctx;

	if (!f->behind)
		next_event(f);
}

/* The sooner of two waits; -1 is for ever. */
static int64_t
sooner(int64_t a, int64_t b)
{
	return a == -1 || (b != -1 && b < a) ? b : a;
}

static int64_t
on_tick(void *ctx)
{
	struct feed *f = ctx;
	int64_t left = f->resume_ms - clock_elapsed_ms();
	int64_t us;

	if (f->behind && left <= 0)
		next_event(f);
	us = sooner(stream_tick(&f->streams), picture_tick(&f->zones));
	return f->behind ? sooner(us, left > 0 ? left * 1000 : 1) : us;
}

static const struct websocket_calls calls = {
    on_request, on_opened, on_closed, on_readable, on_tick};

void
feed_run_or_die(const char *path, int stop_fd)
{
	struct feed f = {.behind = false};

	if (events_open(&f.events, EVENTS_NEW) == -1)
		die_errno(EX_OSERR, "cannot follow the events");
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
