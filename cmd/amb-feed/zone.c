#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "json/msg.h"
#include "light/fade.h"
#include "light/output.h"
#include "spool/events.h"
#include "spool/store.h"
#include "spool/zones.h"
#include "zone.h"

/* What it shows; dark, when it was removed.  Returns 0 or -1. */
static int
load_state(struct zone *z, struct zone_state *s)
{
	int rc = zones_load(z->name, s);

	z->gone = rc == 0;
	if (rc == 0 && msg_has(&z->state.doc, "zone")) {
		*s = (struct zone_state){
		    .doc = fade_drop_all(jv_copy(z->state.doc)),
		    .matrix = z->state.matrix};
		s->doc = msg_set(s->doc, "power",
		    msg_obj("matrix", jv_false(), "strip", jv_false(), NULL));
		rc = 1;
	}
	return rc == 1 ? 0 : -1;
}

/* Read it anew.  Returns 0 or -1. */
static int
read_state(struct zones *zones, struct zone *z)
{
	static struct zone_state s;

	if (load_state(z, &s) == -1)
		return -1;
	row_free(&z->state);
	z->state = s;
	frame_free(&z->frames);
	frame_read(&s.doc, &s.matrix, &z->frames);
	z->fading = z->frames.matrix_fade.from != NULL;
	zones->fading |= z->fading;
	zones->seen |= z->fading;
	return 0;
}

struct buffer *
zone_matrix(const struct zone *z, int64_t t_ms)
{
	struct buffer *b = buffer_new(matrix_bytes(&z->frames.matrix));

	b->binary = true;
	frame_matrix(&z->frames, t_ms, b->data);
	return b;
}

bool
zone_picture(struct zone *z, int64_t t_ms)
{
	struct buffer *old = z->picture;
	struct buffer *new = zone_matrix(z, t_ms);
	bool same =
	    old != NULL &&
	    old->len == new->len &&memcmp(old->data, new->data, new->len) == 0;

	z->picture = same ? old : new;
	buffer_drop(same ? new : old);
	return !same;
}

static struct zone *
load(struct zones *zones, const char *name)
{
	struct zone *z = calloc(1, sizeof(*z));

	if (z == NULL)
		die_errno(EX_OSERR, "cannot load zone '%s'", name);
	snprintf(z->name, sizeof(z->name), "%s", name);
	z->state.doc = jv_null();
	if (read_state(zones, z) == -1) {
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

	if (z == NULL)
		return load(zones, name);
	if (z->gone)
		zone_reload(zones, z);
	return z->gone ? NULL : z;
}

void
zone_reload(struct zones *zones, struct zone *z)
{
	buffer_drop(z->snapshot);
	z->snapshot = NULL;
	if (read_state(zones, z) == -1)
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
		frame_free(&z->frames);
		row_free(&z->state);
		free(z);
	}
}

/* As app_state.json has it. */
static jv
app(const struct zone *z)
{
	const jv *doc = &z->state.doc;
	jv command = msg_get(doc, "strip.command");
	jv colors = color_palette(&command);

	return msg_obj("zone", jv_string(z->name), "matrix",
	    matrix_json(&z->state.matrix), "strip",
	    msg_obj("colors", colors, "command", command, NULL), "brightness",
	    output_json(doc, "brightness"), "power", output_json(doc, "power"),
	    NULL);
}

struct buffer *
zone_snapshot(struct zone *z)
{
	if (z->snapshot == NULL)
		z->snapshot = buffer_json(events_make("state", app(z)));
	return z->snapshot;
}

struct buffer *
zone_frame(const struct zone *z, int64_t t_ms, int leds)
{
	int n = leds > 0 ? leds : strip_leds(&z->frames.strip);
	struct buffer *frame = buffer_new((size_t)n * 3);

	frame->binary = true;
	frame_strip(&z->frames, t_ms, n, frame->data);
	return frame;
}
