#include "base/clock.h"
#include "handlers.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "tool.h"

enum { NOTHING = 409 };

struct reply
handle_undo(const struct request *r)
{
	char zone[SCENE_ZONE_MAX + 1];
	char id[ULID_LEN + 1];
	struct reply reply;
	jv answer;

	scene_zone(&r->args, zone);
	ulid_make(clock_ms(), id);
	if (tool_publish("undo",
		msg_obj("zone", jv_string(zone), "id", jv_string(id), NULL),
		NOTHING, &answer, &reply))
		return reply_ok(
		    msg_set(msg_del(answer, "id"), "undone", jv_true()));
	if (reply.status != NOTHING)
		return reply;
	jv_free(reply.body);
	return reply_error(
	    NOTHING, "there is nothing to undo in zone '%s'", zone);
}
