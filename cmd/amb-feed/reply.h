/*
 * reply.h - the replies over HTTP.  Their bodies belong to the caller.
 */
#ifndef AMB_FEED_REPLY_H
#define AMB_FEED_REPLY_H

#include <jv.h>

#include "request.h"
#include "route.h"
#include "zone.h"

/* reply_json(status, body): consumes body. */
struct feed_reply reply_json(int status, jv body);

/* reply_refusal(status, why): {"detail":why}. */
struct feed_reply reply_refusal(int status, const char *why);

/* reply_frame(z, route): the frame of this moment, bytes or [[r,g,b],...]. */
struct feed_reply reply_frame(
    const struct zone *z, const struct feed_route *route);

#endif /* AMB_FEED_REPLY_H */
