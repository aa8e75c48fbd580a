/*
 * link.h - one connection to an MQTT broker, by libmosquitto.
 *
 * The only module that knows that library.  A connection that is lost is not
 * mended but made anew, and knows nothing of what the old one had sent: what to
 * send again, and in which order, is decided by who kept count.
 *
 * MQTT 5 is spoken, or 3.1.1 when the broker knows no better.
 */
#ifndef AMB_LINK_H
#define AMB_LINK_H

#include <stdbool.h>
#include <stddef.h>

/* What is to be published. */
struct letter {
	const char *topic;
	const void *data;
	size_t len;
	const char *type; /* its media type */
	bool retain;
	bool fleeting; /* QoS 0: it may be lost */
	long seq;      /* of an event, which expires; else 0 */
};

/* What a connection calls. */
struct link_calls {
	/* up(): the broker has taken us. */
	void (*up)(void);
	/* acked(seq): the broker has this event. */
	void (*acked)(long seq);
	/* said(topic, data, len): somebody published to what we subscribed. */
	void (*said)(const char *topic, const char *data, size_t len);
};

/* What was said when it ended: an exit status, and a text. */
struct link_end {
	int status;
	char why[512];
};

/* link_init(calls): before all else; borrows calls.  link_exit(): last. */
void link_init(const struct link_calls *calls);
void link_exit(void);

/*
 * link_open(end): begin to connect.  Returns 0, or -1 and says why in *end.
 */
int link_open(struct link_end *end);

/* link_is_open(), link_is_up(): whether we try, and whether it is there. */
bool link_is_open(void);
bool link_is_up(void);

/* link_fd(), link_events(): what to poll(2) for. */
int link_fd(void);
short link_events(void);

/*
 * link_step(revents, end): do what poll(2) says, also when it says nothing: at
 * least once a second, and every LINK_EAGER_MS until the link is up.  Returns
 * 0, or -1 when the connection has ended, which *end tells.
 */
enum { LINK_EAGER_MS = 20 };
int link_step(short revents, struct link_end *end);

/*
 * link_send(letter): publish.  Returns 0, or -1 when it cannot be.
 * link_listen(topic): subscribe.
 * link_waiting(): how many letters the broker has not acknowledged.
 * link_busy(): whether some are not even on their way.
 */
int link_send(const struct letter *letter);
void link_listen(const char *topic);
int link_waiting(void);
bool link_busy(void);

/* link_topic(buf, zone, name): PREFIX/zone/name; name may be NULL. */
enum { LINK_TOPIC_MAX = 320 };
char *link_topic(char buf[LINK_TOPIC_MAX], const char *zone, const char *name);

/* link_close(): take leave, if it is up, and forget it. */
void link_close(void);

#endif /* AMB_LINK_H */
