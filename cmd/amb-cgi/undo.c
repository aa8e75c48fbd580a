#include "handlers.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "tool.h"

enum { NOTHING = 409 };

struct reply
handle_undo(const struct request *r)
{
	char zone[SCENE_ZONE_MAX + 1];
	struct reply reply;
	jv answer;

	if (tool_publish("undo", tool_with_id(jv_copy(r->args)), NOTHING,
		&answer, &reply))
		return reply_ok(answer);
	if (reply.status != NOTHING)
		return reply;
	jv_free(reply.body);
	scene_zone(&r->args, zone);
	return reply_error(
	    NOTHING, "there is nothing to undo in zone '%s'", zone);
}
