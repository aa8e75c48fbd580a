#include <stdlib.h>

#include "base/diag.h"
#include "conf/conf.h"
#include "courier.h"
#include "json/msg.h"

int
courier_init(struct courier *c)
{
	int64_t at = events_cursor(COURIER_NAME);

	if (events_open(&c->events, at) == -1)
		return -1;
	c->cursor = c->events.at;
	c->stored = at;
	c->n = 0;
	c->idle = false;
	return courier_store(c);
}

int
courier_restart(struct courier *c)
{
	c->n = 0;
	c->idle = false;
	events_close(&c->events);
	return events_open(&c->events, c->cursor);
}

static int
send_event(struct courier *c, struct broker *broker, const struct event *event)
{
	const struct message m = {.topic = conf_str(CONF_MQTT_TOPIC),
	    .data = event->text,
	    .len = event->len,
	    .type = "application/json",
	    .seq = event->seq};

	c->window[c->n].seq = m.seq;
	c->window[c->n].acknowledged = false;
	c->n++;
	return broker_send(broker, &m);
}

static void
observe(
    struct broker *broker, struct retained *retained, const struct event *event)
{
	jv msg = msg_parse(event->text, event->len);

	if (event->lost > 0) {
		warn_msg("%lld events were lost; the whole state is sent",
		    (long long)event->lost);
		retained_restart(retained, broker);
	}
	retained_observe(retained, &msg);
	jv_free(msg);
}

int
courier_send(
    struct courier *c, struct broker *broker, struct retained *retained)
{
	struct event event;
	int rc = 0;

	while (c->n < COURIER_WINDOW &&
	       (rc = events_next(&c->events, &event)) == 1) {
		observe(broker, retained, &event);
		rc = send_event(c, broker, &event);
		free(event.text);
		if (rc == -1)
			return 0;
	}
	c->idle = rc == 0;
	return rc == -1 ? -1 : 0;
}

void
courier_acknowledged(struct courier *c, int64_t seq)
{
	int done = 0;
	int i;

	for (i = 0; i < c->n; i++)
		if (c->window[i].seq == seq)
			c->window[i].acknowledged = true;
	while (done < c->n && c->window[done].acknowledged)
		c->cursor = c->window[done++].seq;
	c->n -= done;
	for (i = 0; i < c->n; i++)
		c->window[i] = c->window[i + done];
}

int
courier_store(struct courier *c)
{
	if (c->cursor == c->stored)
		return 0;
	if (events_keep(COURIER_NAME, c->cursor) == -1)
		return -1;
	c->stored = c->cursor;
	return 0;
}

bool
courier_is_idle(const struct courier *c)
{
	return c->n == 0 && c->idle;
}
