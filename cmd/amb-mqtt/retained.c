#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "publish.h"
#include "retained.h"
#include "scene/ulid.h"
#include "spool/store.h"
#include "spool/zones.h"

struct retained_zone *
retained_find(const struct retained *r, const char *name)
{
	struct retained_zone *z = r->first;

	while (z != NULL && strcmp(z->name, name) != 0)
		z = z->next;
	return z;
}

static struct retained_zone *
find_or_add(struct retained *r, const char *name)
{
	struct retained_zone *z = retained_find(r, name);

	if (z != NULL)
		return z;
	z = calloc(1, sizeof(*z));
	if (z == NULL)
		die_errno(EX_OSERR, "cannot add zone '%s'", name);
	snprintf(z->name, sizeof(z->name), "%s", name);
	z->command = jv_invalid();
	z->level = 1;
	z->output = output_read(&z->command);
	z->next = r->first;
	r->first = z;
	return z;
}

static void
add_all(struct retained *r)
{
	char zone[SCENE_ZONE_MAX + 1] = "";
	int rc;

	while ((rc = zones_next(zone, zone)) == 1)
		find_or_add(r, zone);
	if (rc == -1)
		warn_msg("cannot read the zones: %s", store_why());
}

void
retained_restart(struct retained *r, struct broker *broker)
{
	struct retained_zone *z;

	add_all(r);
	for (z = r->first; z != NULL; z = z->next) {
		z->marked = true;
		z->matrix[0] = '\0';
		z->strip[0] = '\0';
		z->power[0] = '\0';
		z->brightness[0] = '\0';
		if (conf_int(CONF_HA_DISCOVERY))
			publish_discovery(broker, z->name);
	}
}

void
retained_observe(struct retained *r, const jv *event)
{
	char name[SCENE_ZONE_MAX + 1];

	if (msg_str(event, "payload.zone", name, sizeof(name)) != -1 &&
	    scene_zone_valid(name))
		find_or_add(r, name)->marked = true;
}

void
retained_set_command(struct retained_zone *z, jv command)
{
	double level;

	jv_free(z->command);
	z->command = command;
	if (msg_num(&command, "brightness", 0, 1, &level) == 0 && level > 0)
		z->level = level;
}

/*
 * Whether the version of a member of a state differs from last, which is then
 * set to it: who set it and when, and two values that it depends on.
 */
static bool
changed(const jv *state, const char *name, double a, double b,
    char last[RETAINED_VERSION_MAX])
{
	char path[32];
	char id[ULID_LEN + 1];
	char version[RETAINED_VERSION_MAX];
	int64_t at_ms = 0;

	snprintf(path, sizeof(path), "%s.id", name);
	msg_str(state, path, id, sizeof(id));
	snprintf(path, sizeof(path), "%s.updated_at_ms", name);
	msg_i64(state, path, &at_ms);
	snprintf(version, sizeof(version), "%s %lld %.9g %.9g", id,
	    (long long)at_ms, a, b);
	if (strcmp(last, version) == 0)
		return false;
	memcpy(last, version, RETAINED_VERSION_MAX);
	return true;
}

static void
send_state(struct retained_zone *z, struct broker *broker, const jv *state)
{
	struct output *o = &z->output;

	*o = output_read(state);
	if (changed(state, "matrix", o->matrix_on, o->matrix, z->matrix))
		publish_matrix(broker, z->name, state, o);
	if (changed(state, "strip", o->strip_on, o->strip, z->strip)) {
		retained_set_command(z, msg_get(state, "strip.command"));
		publish_strip(broker, z->name, state, o);
	}
	if (changed(state, "power", o->matrix_on, o->strip_on, z->power))
		publish_control(broker, z->name, state, "power");
	if (changed(state, "brightness", o->matrix, o->strip, z->brightness))
		publish_control(broker, z->name, state, "brightness");
}

static void
read_frames(struct retained_zone *z)
{
	static struct zone_state s;

	if (zones_load(z->name, &s) != 1)
		return;
	frame_free(&z->frames);
	frame_read(&s.doc, NULL, &z->frames);
	z->has_frames = true;
	row_free(&s);
}

static void
send_zone(struct retained_zone *z, struct broker *broker)
{
	jv state = zones_state(z->name);

	z->marked = false;
	if (jv_is_valid(state))
		send_state(z, broker, &state);
	if (jv_is_valid(state) && conf_int(CONF_MQTT_STRIP_STREAM))
		read_frames(z);
	jv_free(state);
}

void
retained_send(struct retained *r, struct broker *broker)
{
	struct retained_zone *z;

	for (z = r->first; z != NULL; z = z->next)
		if (z->marked)
			send_zone(z, broker);
}

void
retained_free(struct retained *r)
{
	struct retained_zone *z;

	while ((z = r->first) != NULL) {
		r->first = z->next;
		jv_free(z->command);
		frame_free(&z->frames);
		free(z);
	}
}
