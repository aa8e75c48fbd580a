#include <stdbool.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "history.h"
#include "json/msg.h"
#include "light/matrix.h"
#include "scene/scene.h"
#include "spool/store.h"
#include "spool/zones.h"

enum { PREVIEW_SIDE = 16 }; /* LEDs */

static jv
preview(const struct matrix *m)
{
	static struct matrix small;

	matrix_preview(m, PREVIEW_SIDE, &small);
	return matrix_json(&small);
}

/* What was changed; in older states, the parts with the id of the state. */
static jv
target(const jv *state)
{
	jv told = msg_get(state, "change.target");
	char id[ULID_LEN + 1];
	bool matrix, strip;

	if (jv_is_valid(told))
		return told;
	jv_free(told);
	scene_id(state, id);
	matrix = msg_is(state, "matrix.id", id);
	strip = msg_is(state, "strip.id", id);
	return jv_string(matrix && strip ? "both"
			 : matrix	 ? "matrix"
					 : "strip");
}

static jv
updated(const jv *state)
{
	int64_t matrix = 0;
	int64_t strip = 0;

	msg_i64(state, "matrix.updated_at_ms", &matrix);
	msg_i64(state, "strip.updated_at_ms", &strip);
	return jv_number((double)(matrix > strip ? matrix : strip));
}

static jv
item(const jv *state, const struct matrix *m)
{
	return msg_obj("id", msg_or_null(state, "id"), "target", target(state),
	    "change", msg_or_null(state, "change.what"), "instruction",
	    msg_or_null(state, "instruction"), "speakable_reason",
	    msg_or_null(state, "speakable_reason"), "updated_at_ms",
	    updated(state), "matrix", preview(m), "strip",
	    msg_obj("mode", msg_or_null(state, "strip.command.mode"), "colors",
		msg_or_null(state, "strip.command.colors"), NULL),
	    NULL);
}

/* The newest first; invalid when one cannot be read. */
static jv
items(const char *zone, int most)
{
	static struct zone_state s;
	jv list = jv_array();
	int rc = 1;
	int i;

	for (i = 0; i < most && (rc = zones_past(zone, i, &s)) == 1; i++) {
		list = jv_array_append(list, item(&s.doc, &s.matrix));
		row_free(&s);
	}
	if (rc != -1)
		return list;
	jv_free(list);
	return jv_invalid();
}

int
history_print(const char *zone, int most)
{
	int count = zones_past_count(zone);
	jv list;

	if (count == 0) {
		warn_msg("there is no zone '%s'", zone);
		return EX_DATAERR;
	}
	list = count > 0 ? items(zone, most) : jv_invalid();
	if (!jv_is_valid(list)) {
		jv_free(list);
		warn_msg("cannot read the history: %s", store_why());
		return EX_IOERR;
	}
	msg_write(
	    msg_obj("zone", jv_string(zone), "count", jv_number(count), "redo",
		jv_number(zones_undone_count(zone)), "items", list, NULL),
	    stdout);
	return EX_OK;
}
