#include "handlers.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "spool/layout.h"
#include "spool/spool.h"
#include "tool.h"

enum { NOTHING = 409 };

/* The state of the zone after its last change was undone. */
static struct reply
current(const char *zone)
{
	char name[SPOOL_NAME_MAX];
	jv now = spool_json(layout_scene(name, zone));
	jv body = msg_obj("undone", jv_true(), "zone", jv_string(zone),
	    "instruction", msg_or_null(&now, "instruction"), "speakable_reason",
	    msg_or_null(&now, "speakable_reason"), "updated_at_ms",
	    msg_or_null(&now, "matrix.updated_at_ms"), NULL);

	jv_free(now);
	return reply_ok(body);
}

struct reply
handle_undo(const struct request *r)
{
	char zone[SCENE_ZONE_MAX + 1];
	const struct tool publish = {.name = "amb-publish",
	    .args = {"-u", "-z", zone, NULL},
	    .bad_input = NOTHING,
	    .mute = true};
	struct reply reply;
	jv nothing = jv_null();

	scene_zone(&r->args, zone);
	if (tool_run(&publish, &nothing, &reply))
		return current(zone);
	if (reply.status != NOTHING)
		return reply;
	jv_free(reply.body);
	return reply_error(
	    NOTHING, "there is nothing to undo in zone '%s'", zone);
}
