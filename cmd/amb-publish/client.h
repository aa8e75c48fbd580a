/*
 * client.h - a connection to the resident amb-publish.
 *
 * Requests are lines "VERB JSON"; each gets a line "STATUS JSON", in order.
 */
#ifndef AMB_PUBLISH_CLIENT_H
#define AMB_PUBLISH_CLIENT_H

#include <poll.h>
#include <stdbool.h>

#include "base/lines.h"
#include "group.h"
#include "json/text.h"

struct client {
	int fd;
	struct lines in;
	struct text out;
	size_t sent; /* of out */
	bool ended;  /* nothing more comes from it */
	bool broken; /* nothing can be sent to it */
};

/* client_init(c, fd): fd does not block; it is closed by client_free(). */
void client_init(struct client *c, int fd);
void client_free(struct client *c);

/*
 * client_poll(c): what to wait for.  While it does not read its answers no
 * more is read from it.
 * client_move(c, revents): read and write what goes.
 */
struct pollfd client_poll(const struct client *c);
void client_move(struct client *c, int revents);

/*
 * client_request(c, r): its next request, valid until client_move().  Returns
 * whether there is one.
 */
bool client_request(struct client *c, struct group_request *r);

/* client_answer(c, r): send the answer, which it consumes. */
void client_answer(struct client *c, struct group_request *r);

/* client_is_done(c): whether nothing more can come of it. */
bool client_is_done(const struct client *c);

#endif /* AMB_PUBLISH_CLIENT_H */
