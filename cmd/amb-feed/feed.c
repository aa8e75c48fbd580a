#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "conf/conf.h"
#include "feed.h"
#include "group.h"
#include "spool/events.h"
#include "spool/spool.h"
#include "stream.h"
#include "wire.h"
#include "json/msg.h"

enum { PAUSE_MS = 10 };

static struct events events;
static bool behind;	  /* there may be more events to pass on */
static int64_t resume_ms; /* when, as some client is half full */
static int clients;
static long closed_slow;

int
feed_init(void)
{
	/* so that the files of state/ tell all events before the next one */
	int lock = spool_lock("state/.lock");
	int rc;

	if (lock == -1)
		return -1;
	rc = events_open(&events, EVENTS_NEW);
	close(lock);
	return rc;
}

int
feed_fd(void)
{
	return events.fd;
}

static struct answer
json_answer(int status, jv body)
{
	struct answer a = {.status = status, .type = "application/json"};
	size_t len;
	char *text = msg_text(body, &len);

	a.body = parcel_text(text, len);
	free(text);
	return a;
}

static struct answer
refuse(int status, const char *why)
{
	return json_answer(status, msg_obj("detail", jv_string(why), NULL));
}

static struct answer
stat_answer(void)
{
	return json_answer(
	    200, msg_obj("clients", jv_number(clients), "streams",
		     jv_number(stream_count()), "frames_made",
		     jv_number((double)stream_made()), "frames_dropped",
		     jv_number((double)stream_dropped()), "closed_slow",
		     jv_number((double)closed_slow), NULL));
}

static struct answer
frame_json(const struct parcel *frame)
{
	jv list = jv_array_sized((int)(frame->len / 3));
	size_t i;

	for (i = 0; i < frame->len; i += 3)
		list = jv_array_append(list, msg_rgb(frame->data + i));
	return json_answer(200, list);
}

static struct answer
frame_answer(const struct zone *z, const struct route *route)
{
	struct answer a = {.status = 200, .type = "application/octet-stream"};
	struct parcel *frame =
	    zone_frame(z, clock_ms(), zone_leds(z, route->leds));

	if (route->kind == ROUTE_FRAME_JSON) {
		a = frame_json(frame);
		parcel_drop(frame);
		return a;
	}
	a.body = frame;
	return a;
}

struct answer
feed_answer(const struct ask *ask)
{
	struct answer upgrade = {.status = 101};
	struct route route;
	struct zone *z;
	char why[128];
	int status = route_find(
	    ask, conf_int(CONF_STRIP_STREAM_FPS), &route, why, sizeof(why));

	if (status != 0)
		return refuse(status, why);
	if (route.kind == ROUTE_STAT)
		return stat_answer();
	z = zone_find(route.zone);
	if (z == NULL)
		return refuse(404, "no such zone");
	if (!ask->upgrade)
		return frame_answer(z, &route);
	if (!route_origin(ask, conf_str(CONF_ORIGINS)))
		return refuse(403, "this origin may not connect");
	if (clients >= conf_int(CONF_FEED_CLIENTS))
		return refuse(503, "too many clients");
	return upgrade;
}

static void
send_to(struct client *c, struct parcel *p)
{
	queue_put(&c->queue, p);
	wire_wake(c);
}

bool
feed_open(struct client *c, const struct ask *ask)
{
	struct route route;
	struct zone *z;
	char why[128];

	if (route_find(ask, conf_int(CONF_STRIP_STREAM_FPS), &route, why,
		sizeof(why)) != 0 ||
	    (z = zone_find(route.zone)) == NULL)
		return false;
	clients++;
	if (route.kind == ROUTE_STRIP) {
		stream_join(c, z, route.fps, route.leds);
	} else if (route.kind == ROUTE_MATRIX) {
		group_add(&z->pictures, c);
		send_to(c, z->picture);
	} else {
		group_add(&z->events, c);
		send_to(c, zone_snapshot(z));
	}
	return true;
}

struct parcel *
feed_next(struct client *c)
{
	return queue_take(&c->queue);
}

void
feed_close(struct client *c)
{
	if (c->group == NULL)
		return;
	clients--;
	queue_clear(&c->queue);
	if (c->stream != NULL)
		stream_leave(c);
	else
		group_remove(c);
}

/* Events are never dropped: who cannot follow must begin anew. */
static void
tell(struct zone *z, struct parcel *p)
{
	int most = conf_int(CONF_FEED_QUEUE);
	struct client *c;

	resume_ms = 0;
	for (c = z->events.first; c != NULL; c = c->next) {
		if (c->doomed)
			continue;
		if (c->queue.n < most) {
			send_to(c, p);
			if (c->queue.n * 2 >= most)
				resume_ms = clock_ms() + PAUSE_MS;
			continue;
		}
		closed_slow++;
		queue_clear(&c->queue);
		wire_drop(c);
	}
}

static void
show(struct zone *z)
{
	struct client *c;

	for (c = z->pictures.first; c != NULL; c = c->next) {
		queue_clear(&c->queue);
		send_to(c, z->picture);
	}
}

static void
pass_on(const char *text, size_t len)
{
	char name[SCENE_ZONE_MAX + 1];
	jv event = msg_parse(text, len);
	struct parcel *p;
	struct zone *z;

	if (msg_str(&event, "payload.zone", name, sizeof(name)) != -1 &&
	    scene_zone_valid(name) && (z = zone_find(name)) != NULL) {
		p = parcel_text(text, len);
		if (zone_apply(z, &event))
			show(z);
		tell(z, p);
		parcel_drop(p);
	}
	jv_free(event);
}

/* One at a time: what comes in a burst must not fill the queues of clients
 * that had no turn to be sent the first. */
static void
next_news(void)
{
	size_t len;
	char *text;
	int rc = events_next(&events, &text, &len);

	behind = rc == 1;
	if (rc == 1) {
		pass_on(text, len);
		free(text);
		wire_tick();
	} else if (rc == -1) {
		warn_errno("cannot read event %ld", events.at + 1);
	}
}

void
feed_news(void)
{
	if (!behind)
		next_news();
}

int64_t
feed_tick(void)
{
	int64_t left = resume_ms - clock_ms();
	int64_t us;

	/* a clock that was set back must not hold up the news */
	if (behind && (left <= 0 || left > PAUSE_MS))
		next_news();
	us = stream_tick();
	if (!behind)
		return us;
	left = left > 0 ? left * 1000 : 1;
	return us >= 0 && us < left ? us : left;
}

int
feed_clients(void)
{
	return clients;
}

void
feed_free(void)
{
	events_close(&events);
	zone_free_all();
}
