#include <stdlib.h>

#include "base/clock.h"
#include "json/msg.h"
#include "reply.h"

struct feed_reply
reply_json(int status, jv body)
{
	struct feed_reply reply = {
	    .status = status, .type = "application/json"};
	size_t len;
	char *text = msg_text(body, &len);

	reply.body = buffer_text(text, len);
	free(text);
	return reply;
}

struct feed_reply
reply_refusal(int status, const char *why)
{
	return reply_json(status, msg_obj("detail", jv_string(why), NULL));
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

struct feed_reply
reply_frame(const struct zone *z, const struct feed_route *route)
{
	struct feed_reply reply = {.status = 200,
	    .type = "application/octet-stream",
	    .body = zone_frame(z, clock_ms(), route->leds)};
	jv list;

	if (route->kind != ROUTE_FRAME_JSON)
		return reply;
	list = frame_list(reply.body);
	buffer_drop(reply.body);
	return reply_json(200, list);
}
