#include <string.h>

#include "handlers.h"
#include "scene/scene.h"
#include "spool/spool.h"
#include "tool.h"
#include "json/msg.h"

enum { TIMEOUT_MS = 20000, NOTHING = 409 };

static bool
read_zone(const struct request *r, char zone[], struct reply *bad)
{
	bool ok = true;
	jv body;

	if (!request_json(r, &body, bad))
		return false;
	memcpy(zone, "main", sizeof("main"));
	if (msg_has(&body, "zone"))
		ok = msg_str(&body, "zone", zone, SCENE_ZONE_MAX + 1) >= 0 &&
		     scene_zone_valid(zone);
	jv_free(body);
	if (!ok)
		*bad = reply_error(
		    422, "'zone' must be 1 to 64 of a-z, 0-9, _ and -");
	return ok;
}

/* What the zone shows after it. */
static struct reply
undone(const char *zone)
{
	char name[SPOOL_NAME_MAX];
	jv now = spool_json(spool_name(name, "state/%s/scene.json", zone));
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
	    .timeout_ms = TIMEOUT_MS,
	    .bad_input = NOTHING,
	    .mute = true};
	struct reply reply;
	jv nothing = jv_null();

	if (!read_zone(r, zone, &reply))
		return reply;
	if (tool_run(&publish, &nothing, &reply)) {
		jv_free(nothing);
		return undone(zone);
	}
	if (reply.status != NOTHING)
		return reply;
	jv_free(reply.body);
	return reply_error(
	    NOTHING, "there is nothing to undo in zone '%s'", zone);
}
