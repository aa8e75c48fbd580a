#include "timer_event.h"
#include "change.h"
#include "scene/scene.h"
#include "spool/timers.h"

int
timer_changed(const jv *timer, int64_t now_ms)
{
	char zone[SCENE_ZONE_MAX + 1];
	int rc;

	scene_zone(timer, zone);
	rc = change_tell(zone, "timers_update", jv_object(), now_ms);
	timers_wake();
	return rc;
}
