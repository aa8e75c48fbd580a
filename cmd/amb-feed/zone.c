#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "json/msg.h"
#include "light/effect.h"
#include "light/matrix.h"
#include "spool/events.h"
#include "spool/store.h"
#include "spool/zones.h"
#include "zone.h"

static bool
set_picture(struct zone *z)
{
	static struct matrix m;
	bool good = matrix_parse(&z->app, "matrix", &m, NULL) == 0;

	if (!good && z->picture != NULL)
		return false;
	buffer_drop(z->picture);
	z->picture = buffer_new(good ? matrix_bytes(&m) : 0);
	z->picture->binary = true;
	memcpy(z->picture->data, m.rgb, z->picture->len);
	return true;
}

static void
set_strip(struct zone *z)
{
	struct strip strip;

	if (strip_parse(&z->app, "strip.command", &strip, NULL) == 0)
		z->strip = strip;
}

/* The colours, [[r,g,b],...]. */
static jv
palette(const struct strip *strip)
{
	jv list = jv_array();
	int i;

	for (i = 0; i < strip->n_colors; i++)
		list = jv_array_append(list, msg_rgb(strip->colors[i].rgb));
	return list;
}

/* Read what it shows, as app_state.json has it.  Returns 0 or -1. */
static int
read_app(struct zone *z)
{
	static struct zone_state s;
	jv strip;

	if (zones_load(z->name, &s) != 1)
		return -1;
	strip = msg_obj("command", msg_get(&s.doc, "strip.command"), NULL);
	jv_free(z->app);
	z->app =
	    msg_obj("matrix", matrix_json(&s.matrix), "strip", strip, NULL);
	zones_free(&s);
	set_picture(z);
	set_strip(z);
	z->app = msg_set(z->app, "strip.colors", palette(&z->strip));
	return 0;
}

static struct zone *
load(struct zones *zones, const char *name)
{
	struct zone *z = calloc(1, sizeof(*z));

	if (z == NULL)
		die_errno(EX_OSERR, "cannot load zone '%s'", name);
	snprintf(z->name, sizeof(z->name), "%s", name);
	z->app = jv_null();
	if (read_app(z) == -1) {
		free(z);
		return NULL;
	}
	z->next = zones->first;
	zones->first = z;
	return z;
}

struct zone *
zone_loaded(const struct zones *zones, const char *name)
{
	struct zone *z = zones->first;

	while (z != NULL && strcmp(z->name, name) != 0)
		z = z->next;
	return z;
}

struct zone *
zone_find(struct zones *zones, const char *name)
{
	struct zone *z = zone_loaded(zones, name);

	return z != NULL ? z : load(zones, name);
}

void
zone_reload(struct zone *z)
{
	buffer_drop(z->snapshot);
	z->snapshot = NULL;
	if (read_app(z) == -1)
		warn_msg("cannot read zone '%s': %s", z->name, store_why());
}

void
zone_free_all(struct zones *zones)
{
	struct zone *z;

	while ((z = zones->first) != NULL) {
		zones->first = z->next;
		buffer_drop(z->picture);
		buffer_drop(z->snapshot);
		jv_free(z->app);
		free(z);
	}
}

bool
zone_apply(struct zone *z, const jv *event)
{
	buffer_drop(z->snapshot);
	z->snapshot = NULL;
	if (msg_is(event, "type", "strip_command_update")) {
		z->app = msg_set(z->app, "strip.command",
		    msg_or_null(event, "payload.command"));
		set_strip(z);
		z->app = msg_set(z->app, "strip.colors", palette(&z->strip));
	}
	if (!msg_is(event, "type", "matrix_update"))
		return false;
	z->app = msg_set(z->app, "matrix", msg_or_null(event, "payload.json"));
	return set_picture(z);
}

struct buffer *
zone_snapshot(struct zone *z)
{
	if (z->snapshot == NULL)
		z->snapshot = buffer_json(events_make("state",
		    msg_set(jv_copy(z->app), "zone", jv_string(z->name))));
	return z->snapshot;
}

struct buffer *
zone_frame(const struct zone *z, int64_t t_ms, int leds)
{
	int n = leds > 0 ? leds : strip_leds(&z->strip);
	struct buffer *frame = buffer_new((size_t)n * 3);

	frame->binary = true;
	effect_frame(&z->strip, t_ms, n, frame->data);
	return frame;
}
