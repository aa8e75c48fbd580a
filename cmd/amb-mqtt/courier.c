#include <stdlib.h>

#include "conf/conf.h"
#include "courier.h"
#include "link.h"
#include "spool/events.h"
#include "json/msg.h"

#define CURSOR "mqtt"

enum { WINDOW = 20 }; /* events on their way */

static struct events events;
static long cursor; /* all up to here are acknowledged */
static long kept;   /* what is on disk */
static struct {
	long seq;
	bool acked;
} window[WINDOW];
static int n;

int
courier_init(void)
{
	long at = events_cursor(CURSOR);

	if (events_open(&events, at) == -1)
		return -1;
	cursor = events.at;
	kept = at;
	return courier_keep();
}

int
courier_fd(void)
{
	return events.fd;
}

int
courier_restart(void)
{
	n = 0;
	events_close(&events);
	return events_open(&events, cursor);
}

static int
send_event(const char *text, size_t len)
{
	const struct letter letter = {.topic = conf_str(CONF_MQTT_TOPIC),
	    .data = text,
	    .len = len,
	    .type = "application/json",
	    .seq = events.at};

	window[n].seq = events.at;
	window[n].acked = false;
	n++;
	return link_send(&letter);
}

int
courier_send(void (*heed)(const jv *event))
{
	size_t len;
	char *text;
	jv event;
	int rc = 0;

	while (n < WINDOW && (rc = events_next(&events, &text, &len)) == 1) {
		event = msg_parse(text, len);
		heed(&event);
		jv_free(event);
		rc = send_event(text, len);
		free(text);
		if (rc == -1)
			return 0; /* the connection will tell why */
	}
	return rc == -1 ? -1 : 0;
}

void
courier_acked(long seq)
{
	int done = 0;
	int i;

	for (i = 0; i < n; i++)
		if (window[i].seq == seq)
			window[i].acked = true;
	while (done < n && window[done].acked)
		cursor = window[done++].seq;
	n -= done;
	for (i = 0; i < n; i++)
		window[i] = window[i + done];
}

int
courier_keep(void)
{
	if (cursor == kept)
		return 0;
	if (events_keep(CURSOR, cursor) == -1)
		return -1;
	kept = cursor;
	return 0;
}

bool
courier_idle(void)
{
	return n == 0 && events.at >= events.newest;
}

void
courier_exit(void)
{
	events_close(&events);
}
