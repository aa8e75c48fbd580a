#include "handlers.h"
#include "json/msg.h"
#include "tool.h"

struct reply
handle_strip(const struct request *r)
{
	const struct tool strip = {.name = "amb-strip", .bad_input = 422};
	const struct tool publish = {.name = "amb-publish", .bad_input = 422};
	struct reply reply;
	jv scene = msg_obj("zone", msg_get(&r->args, "zone"), "plan",
	    msg_obj("target", jv_string("strip"), NULL), "strip",
	    msg_obj("command", jv_copy(r->body), NULL), NULL);

	if (!tool_run(&strip, &scene, &reply) ||
	    !tool_run(&publish, &scene, &reply))
		return reply;
	reply = reply_ok(msg_obj("command", msg_get(&scene, "strip.command"),
	    "updated_at_ms", msg_or_null(&scene, "published.updated_at_ms"),
	    NULL));
	jv_free(scene);
	return reply;
}
