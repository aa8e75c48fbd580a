#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/diag.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "light/matrix.h"
#include "scene/scene.h"
#include "spool/layout.h"
#include "state.h"
#include "zone.h"

/* The bytes of matrix.raw, for the caller to free; *len is their number. */
static char *
matrix_raw(const jv *state, size_t *len)
{
	static struct matrix m;
	char *bytes;

	if (matrix_parse(state, "matrix", &m, NULL) == -1)
		memset(&m, 0, sizeof(m));
	*len = matrix_bytes(&m);
	bytes = malloc(*len + 1);
	if (bytes == NULL)
		die_errno(EX_OSERR, "cannot write the matrix");
	memcpy(bytes, m.rgb, *len);
	return bytes;
}

static jv
led_data(const jv *state)
{
	size_t n;
	char *bytes = matrix_raw(state, &n);
	jv list = jv_array_sized((int)n);
	size_t i;

	for (i = 0; i < n; i++)
		list = jv_array_append(list, jv_number((uint8_t)bytes[i]));
	free(bytes);
	return msg_obj("raw", list, "json", state_matrix(state), NULL);
}

static jv
palette(const jv *state)
{
	jv colors = msg_get(state, "strip.command.colors");
	jv list = jv_array();
	jv color;
	int i;

	for (i = 0; i < msg_len(&colors); i++) {
		color = msg_at(&colors, i);
		list = jv_array_append(list, msg_get(&color, "rgb"));
		jv_free(color);
	}
	jv_free(colors);
	return list;
}

static jv
flat_command(const jv *state)
{
	return msg_set(msg_get(state, "strip.command"), "updated_at_ms",
	    msg_get(state, "strip.updated_at_ms"));
}

static jv
strip_command(const jv *state)
{
	return msg_obj("command", msg_get(state, "strip.command"),
	    "updated_at_ms", msg_get(state, "strip.updated_at_ms"), NULL);
}

static jv
app_state(const jv *state)
{
	return msg_obj("matrix", state_matrix(state), "strip",
	    msg_obj("colors", palette(state), "command",
		msg_get(state, "strip.command"), NULL),
	    NULL);
}

static jv
record(const jv *state)
{
	return jv_copy(*state);
}

/* scene.json is last: once it exists, so do all files made from it. */
static const struct file {
	const char *name;
	int parts;		     /* STATE_ bits of what it shows */
	jv (*json)(const jv *state); /* NULL for matrix.raw */
} files[] = {
    {"matrix.raw", STATE_MATRIX, NULL},
    {"matrix.json", STATE_MATRIX, state_matrix},
    {"latest_led_data.json", STATE_MATRIX, led_data},
    {"latest_strip_data.json", STATE_STRIP, palette},
    {"latest_strip_command.json", STATE_STRIP, flat_command},
    {"strip_command.json", STATE_STRIP, strip_command},
    {"app_state.json", STATE_BOTH, app_state},
    {SPOOL_SCENE, STATE_BOTH | STATE_RECORD, record},
};
enum { FILES = sizeof(files) / sizeof(files[0]) };

void
zone_add_state(struct batch *b, const char *zone, const jv *state, int parts)
{
	const struct file *f;
	size_t len;
	char *raw;

	for (f = files; f < files + FILES; f++) {
		if ((f->parts & parts) == 0)
			continue;
		layout_state(batch_name(b), zone, f->name);
		if (f->json != NULL) {
			batch_add_json(b, f->json(state));
		} else {
			raw = matrix_raw(state, &len);
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
