#include "light/strip.h"
#include "handlers.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "tool.h"

/* The scene that sets the command, as amb-strip makes it. */
static jv
scene_of(const struct request *r, const struct strip *strip)
{
	return scene_check(msg_obj("zone", msg_get(&r->args, "zone"), "plan",
	    msg_obj("target", jv_string("strip"), NULL), "strip",
	    msg_obj("command", strip_command(strip, &r->body), NULL), NULL));
}

struct reply
handle_strip(const struct request *r)
{
	char why[WHY_MAX];
	struct strip strip;
	struct reply reply;
	jv scene;

	if (strip_parse(&r->body, "", &strip, why) == -1)
		return reply_error(422, "%s", why);
	strip.led_count = strip_leds(&strip);
	if (!tool_publish("publish", scene_of(r, &strip), 422, &scene, &reply))
		return reply;
	reply = reply_ok(msg_obj("command", msg_get(&scene, "strip.command"),
	    "updated_at_ms", msg_or_null(&scene, "published.updated_at_ms"),
	    NULL));
	jv_free(scene);
	return reply;
}
