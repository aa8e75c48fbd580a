#include "zone.h"
#include "base/clock.h"
#include "conf/conf.h"
#include "files.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "spool/layout.h"
#include "state.h"

void
zone_add_state(struct batch *b, const char *zone, const jv *state, int parts)
{
	const struct zone_file *f;
	size_t len;
	char *raw;

	for (f = zone_files; f < zone_files + zone_files_len; f++) {
		if ((f->parts & parts) == 0)
			continue;
		layout_state(batch_name(b), zone, f->name);
		if (f->json != NULL) {
			batch_add_json(b, f->json(state));
		} else {
			raw = files_raw(state, &len);
			batch_add(b, raw, len);
		}
	}
}

void
zone_add_history(struct batch *b, const char *zone, const jv *state)
{
	char id[ULID_LEN + 1];

	scene_id(state, id);
	layout_past(batch_name(b), zone, id);
	batch_add_json(b, jv_copy(*state));
}

jv
zone_load(const char *zone)
{
	char name[SPOOL_NAME_MAX];
	jv state = spool_json(layout_scene(name, zone));
	int width;
	int height;

	if (jv_is_valid(state))
		return state;
	jv_free(state);
	conf_grid(CONF_MATRIX, &width, &height);
	return state_new(
	    zone, width, height, conf_int(CONF_LED_COUNT), clock_ms());
}

int
zone_ensure(const char *zone)
{
	char name[SPOOL_NAME_MAX];
	struct batch b = {.n = 0};
	jv state;

	if (spool_has(layout_scene(name, zone)))
		return 0;
	if (spool_mkdir(layout_in(name, SPOOL_STATE, zone)) == -1 ||
	    spool_mkdir(layout_state(name, zone, SPOOL_HISTORY)) == -1)
		return -1;
	state = zone_load(zone);
	zone_add_history(&b, zone, &state); /* so that undo can go back to it */
	zone_add_state(&b, zone, &state, STATE_BOTH);
	jv_free(state);
	return batch_write(&b);
}
