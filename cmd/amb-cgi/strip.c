#include "handlers.h"
#include "scene/scene.h"
#include "tool.h"
#include "json/msg.h"

enum { TIMEOUT_MS = 20000 };

struct reply
handle_strip(const struct request *r)
{
	const struct tool strip = {
	    .name = "amb-strip", .timeout_ms = TIMEOUT_MS, .bad_input = 422};
	const struct tool publish = {
	    .name = "amb-publish", .timeout_ms = TIMEOUT_MS, .bad_input = 422};
	struct reply reply;
	jv scene;
	jv body;

	if (!request_json(r, &body, &reply))
		return reply;
	scene = JV_OBJECT(jv_string("plan"),
	    JV_OBJECT(jv_string("target"), jv_string("strip")),
	    jv_string("strip"), JV_OBJECT(jv_string("command"), body));
	if (!request_zone(r, &scene, &reply) ||
	    !tool_run(&strip, &scene, &reply) ||
	    !tool_run(&publish, &scene, &reply))
		return reply;
	body = JV_OBJECT(jv_string("command"), msg_get(&scene, "strip.command"),
	    jv_string("updated_at_ms"),
	    msg_or_null(&scene, "published.updated_at_ms"));
	jv_free(scene);
	return reply_ok(body);
}
