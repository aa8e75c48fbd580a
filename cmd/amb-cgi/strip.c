#include "handlers.h"
#include "json/msg.h"
#include "tool.h"

struct reply
handle_strip(const struct request *r)
{
	struct reply reply;
	jv command =
	    msg_set(jv_copy(r->body), "zone", msg_get(&r->args, "zone"));
	jv answer;

	if (!tool_publish("strip", tool_with_id(command), 422, &answer, &reply))
		return reply;
	return reply_ok(answer);
}
