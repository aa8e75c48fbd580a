#include "base/clock.h"
#include "handlers.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "tool.h"

struct reply
handle_undo(const struct request *r)
{
	char id[ULID_LEN + 1];
	struct reply reply;
	jv answer;

	ulid_make(clock_ms(), id);
	if (!tool_publish("undo",
		msg_obj("zone", msg_get(&r->args, "zone"), "id", jv_string(id),
		    NULL),
		409, &answer, &reply))
		return reply;
	return reply_ok(msg_set(msg_del(answer, "id"), "undone", jv_true()));
}
