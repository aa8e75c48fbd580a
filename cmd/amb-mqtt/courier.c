#include <stdlib.h>

#include "conf/conf.h"
#include "courier.h"
#include "json/msg.h"

int
courier_init(struct courier *c)
{
	long at = events_cursor(COURIER_NAME);

	if (events_open(&c->events, at) == -1)
		return -1;
	c->cursor = c->events.at;
	c->stored = at;
	c->n = 0;
	return courier_store(c);
}

int
courier_restart(struct courier *c)
{
	c->n = 0;
	events_close(&c->events);
	return events_open(&c->events, c->cursor);
}

static int
send_event(
    struct courier *c, struct broker *broker, const char *text, size_t len)
{
	const struct message m = {.topic = conf_str(CONF_MQTT_TOPIC),
	    .data = text,
	    .len = len,
	    .type = "application/json",
	    .seq = c->events.at};

	c->window[c->n].seq = m.seq;
	c->window[c->n].acknowledged = false;
	c->n++;
	return broker_send(broker, &m);
}

int
courier_send(
    struct courier *c, struct broker *broker, struct retained *retained)
{
	size_t len;
	char *text;
	jv event;
	int rc = 0;

	while (c->n < COURIER_WINDOW &&
	       (rc = events_next(&c->events, &text, &len)) == 1) {
		event = msg_parse(text, len);
		retained_observe(retained, &event);
		jv_free(event);
		rc = send_event(c, broker, text, len);
		free(text);
		if (rc == -1)
			return 0;
	}
	return rc == -1 ? -1 : 0;
}

void
courier_acknowledged(struct courier *c, long seq)
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
	return c->n == 0 && c->events.at >= c->events.newest;
}
