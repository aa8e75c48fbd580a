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
	scene = msg_obj("plan", msg_obj("target", jv_string("strip"), NULL),
	    "strip", msg_obj("command", body, NULL), NULL);
	if (!request_zone(r, &scene, &reply) ||
	    !tool_run(&strip, &scene, &reply) ||
	    !tool_run(&publish, &scene, &reply))
		return reply;
	body = msg_obj("command", msg_get(&scene, "strip.command"),
	    "updated_at_ms", msg_or_null(&scene, "published.updated_at_ms"),
	    NULL);
	jv_free(scene);
	return reply_ok(body);
}
