#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "files.h"
#include "json/msg.h"
#include "light/matrix.h"
#include "spool/layout.h"
#include "state.h"

char *
files_raw(const jv *state, size_t *len)
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
	char *bytes = files_raw(state, &n);
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
const struct zone_file zone_files[] = {
    {"matrix.raw", STATE_MATRIX, NULL},
    {"matrix.json", STATE_MATRIX, state_matrix},
    {"latest_led_data.json", STATE_MATRIX, led_data},
    {"latest_strip_data.json", STATE_STRIP, palette},
    {"latest_strip_command.json", STATE_STRIP, flat_command},
    {"strip_command.json", STATE_STRIP, strip_command},
    {"app_state.json", STATE_BOTH, app_state},
    {SPOOL_SCENE, STATE_BOTH | STATE_RECORD, record},
};
const size_t zone_files_len = sizeof(zone_files) / sizeof(zone_files[0]);
