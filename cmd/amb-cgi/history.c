#include <string.h>

#include "handlers.h"
#include "json/msg.h"
#include "light/matrix.h"
#include "scene/scene.h"
#include "spool/layout.h"
#include "spool/spool.h"

enum { PREVIEW_SIDE = 16 }; /* LEDs */

/* At most 16 LEDs a side: of a larger matrix every second one, or third... */
static jv
preview(const jv *state)
{
	static struct matrix m, small;
	bool good = matrix_parse(state, "matrix", &m, NULL) == 0;
	int side = m.width > m.height ? m.width : m.height;
	int step = (side + PREVIEW_SIDE - 1) / PREVIEW_SIDE;
	int x, y;

	if (!good)
		return jv_null();
	small.width = (m.width + step - 1) / step;
	small.height = (m.height + step - 1) / step;
	for (y = 0; y < small.height; y++)
		for (x = 0; x < small.width; x++)
			memcpy(small.rgb + (y * small.width + x) * 3,
			    m.rgb + (y * step * m.width + x * step) * 3, 3);
	return matrix_json(&small);
}

/* The part that this state changed, which has the id of the state. */
static jv
target(const jv *state)
{
	char id[ULID_LEN + 1];
	bool matrix, strip;

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
item(const jv *state)
{
	return msg_obj("id", msg_or_null(state, "id"), "target", target(state),
	    "instruction", msg_or_null(state, "instruction"),
	    "speakable_reason", msg_or_null(state, "speakable_reason"),
	    "updated_at_ms", updated(state), "matrix", preview(state), "strip",
	    msg_obj("mode", msg_or_null(state, "strip.command.mode"), "colors",
		msg_or_null(state, "strip.command.colors"), NULL),
	    NULL);
}

/* The newest first. */
static jv
items(const char *zone, char **names, int n, int limit)
{
	char name[SPOOL_NAME_MAX];
	jv list = jv_array();
	jv state;

	while (n-- > 0 && limit-- > 0) {
		state = spool_json(layout_past(name, zone, names[n]));
		if (jv_is_valid(state))
			list = jv_array_append(list, item(&state));
		jv_free(state);
	}
	return list;
}

struct reply
handle_history(const struct request *r)
{
	char zone[SCENE_ZONE_MAX + 1];
	char name[SPOOL_NAME_MAX];
	char **names;
	jv list;
	int n;

	scene_zone(&r->args, zone);
	n = spool_list(layout_state(name, zone, SPOOL_HISTORY), &names);
	if (n == -1)
		return reply_no_state(zone);
	list = items(zone, names, n, request_int(r, "limit", 0));
	spool_list_free(names, n);
	return reply_ok(msg_obj("zone", jv_string(zone), "count", jv_number(n),
	    "items", list, NULL));
}
