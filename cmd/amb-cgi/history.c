#include <stdio.h>

#include "handlers.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "tool.h"

enum { NO_ZONE = 404 };

struct reply
handle_history(const struct request *r)
{
	char zone[SCENE_ZONE_MAX + 1];
	char count[16];
	const struct tool log = {.name = "amb-log",
	    .args = {"-H", "-z", zone, "-n", count},
	    .bad_input = NO_ZONE};
	struct reply reply;
	jv items = jv_null();

	scene_zone(&r->args, zone);
	snprintf(count, sizeof(count), "%d", request_int(r, "limit", 0));
	if (tool_run(&log, &items, &reply))
		return reply_ok(items);
	if (reply.status != NO_ZONE)
		return reply;
	jv_free(reply.body);
	return reply_no_state(zone);
}
