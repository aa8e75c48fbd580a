#include "timer_event.h"
#include "change.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "spool/events.h"
#include "spool/timers.h"

int
timer_changed(const jv *timer, int64_t now_ms)
{
	char zone[SCENE_ZONE_MAX + 1];
	struct text t = {.len = 0};
	int rc;

	scene_zone(timer, zone);
	text_json(&t, events_make("timers_update",
			  msg_obj("zone", jv_string(zone), "updated_at_ms",
			      jv_number((double)now_ms), NULL)));
	rc = change_event(zone, &t);
	text_free(&t);
	timers_wake();
	return rc;
}
