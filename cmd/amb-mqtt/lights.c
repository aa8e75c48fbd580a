#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/proc.h"
#include "conf/conf.h"
#include "ha.h"
#include "light/matrix.h"
#include "lights.h"
#include "link.h"
#include "scene/scene.h"
#include "scene/ulid.h"
#include "spool/spool.h"
#include "json/msg.h"

enum {
	STAMP_MAX = 64,
	PNG_MAX = 4 << 20, /* bytes */
	PNG_MS = 10000	   /* what drawing may take */
};

/* A zone, and which state of it the broker has. */
struct light {
	struct light *next;
	char zone[SCENE_ZONE_MAX + 1];
	bool noted;
	char matrix[STAMP_MAX];
	char strip[STAMP_MAX];
	jv command;   /* what its strip does, or was told last */
	double level; /* its last brightness that was not 0 */
};

static struct light *lights;

static struct light *
find(const char *zone)
{
	struct light *l = lights;

	while (l != NULL && strcmp(l->zone, zone) != 0)
		l = l->next;
	if (l != NULL)
		return l;
	l = calloc(1, sizeof(*l));
	if (l == NULL)
		die_errno(EX_OSERR, "cannot keep zone '%s'", zone);
	snprintf(l->zone, sizeof(l->zone), "%s", zone);
	l->command = jv_invalid();
	l->level = 1;
	l->next = lights;
	lights = l;
	return l;
}

void
lights_restart(void)
{
	char **names;
	int n = spool_list("state", &names);
	struct light *l;
	int i;

	for (i = 0; i < n; i++)
		if (scene_zone_valid(names[i]))
			find(names[i]);
	if (n != -1)
		spool_list_free(names, n);
	for (l = lights; l != NULL; l = l->next) {
		l->noted = true;
		l->matrix[0] = '\0';
		l->strip[0] = '\0';
	}
	lights_discover();
}

void
lights_heed(const jv *event)
{
	char zone[SCENE_ZONE_MAX + 1];

	if (msg_str(event, "payload.zone", zone, sizeof(zone)) != -1 &&
	    scene_zone_valid(zone))
		find(zone)->noted = true;
}

static void
publish(const struct light *l, const char *name, const char *type,
    const void *data, size_t len)
{
	char topic[LINK_TOPIC_MAX];
	const struct letter letter = {.topic = link_topic(topic, l->zone, name),
	    .data = data,
	    .len = len,
	    .type = type,
	    .retain = true};

	link_send(&letter);
}

static void
publish_json(const struct light *l, const char *name, jv msg)
{
	size_t len;
	char *text = msg_text(msg, &len);

	publish(l, name, "application/json", text, len);
	free(text);
}

/* The matrix as a picture, drawn by amb-show. */
static void
publish_png(const struct light *l)
{
	char path[PATH_MAX];
	const char *argv[] = {
	    path, "-d", conf_str(CONF_SPOOL), "-z", l->zone, "-o", "-", NULL};
	struct proc p = {.argv = argv,
	    .in = "",
	    .out_max = PNG_MAX,
	    .deadline_ms = clock_ms() + PNG_MS};

	if (proc_tool(path, sizeof(path), conf_str(CONF_BINDIR), "amb-show") ==
		-1 ||
	    proc_run(&p) == -1) {
		warn_errno("cannot run '%s'", "amb-show");
		return;
	}
	if (p.status == EX_OK)
		publish(l, "matrix/png", "image/png", p.out, p.out_len);
	else
		warn_msg("'%s' ended with status %d", "amb-show", p.status);
	free(p.out);
}

static void
publish_matrix(const struct light *l, const jv *state)
{
	static struct matrix m;
	bool good = matrix_parse(state, "matrix", &m, NULL) == 0;

	if (!good)
		return;
	publish_json(l, "matrix", matrix_json(&m));
	publish(l, "matrix/raw", "application/octet-stream", m.rgb,
	    matrix_bytes(&m));
	if (conf_int(CONF_HA_DISCOVERY))
		publish_png(l);
}

static void
set_command(struct light *l, jv command)
{
	double level;

	jv_free(l->command);
	l->command = command;
	if (msg_num(&command, "brightness", 0, 1, &level) == 0 && level > 0)
		l->level = level;
}

static void
publish_strip(struct light *l, const jv *state)
{
	set_command(l, msg_get(state, "strip.command"));
	publish_json(l, "strip",
	    msg_obj("command", jv_copy(l->command), "updated_at_ms",
		msg_or_null(state, "strip.updated_at_ms"), NULL));
	if (conf_int(CONF_HA_DISCOVERY))
		publish_json(l, "light", ha_state(&l->command));
}

/* Whether the part is another than that of stamp, which becomes its own. */
static bool
changed(const jv *state, const char *part, char stamp[STAMP_MAX])
{
	char path[32];
	char id[ULID_LEN + 1];
	char now[STAMP_MAX];
	int64_t at_ms = 0;

	snprintf(path, sizeof(path), "%s.id", part);
	msg_str(state, path, id, sizeof(id));
	snprintf(path, sizeof(path), "%s.updated_at_ms", part);
	msg_i64(state, path, &at_ms);
	snprintf(now, sizeof(now), "%s %lld", id, (long long)at_ms);
	if (strcmp(stamp, now) == 0)
		return false;
	memcpy(stamp, now, STAMP_MAX);
	return true;
}

/* Under the lock, as an event is there a moment before its state. */
static jv
read_state(const char *zone)
{
	char name[SPOOL_NAME_MAX];
	int lock = spool_lock("state/.lock");
	jv state = spool_json(spool_name(name, "state/%s/scene.json", zone));

	if (lock != -1)
		close(lock);
	return state;
}

void
lights_send(void)
{
	struct light *l;
	jv state;

	for (l = lights; l != NULL; l = l->next) {
		if (!l->noted)
			continue;
		l->noted = false;
		state = read_state(l->zone);
		if (jv_is_valid(state) && changed(&state, "matrix", l->matrix))
			publish_matrix(l, &state);
		if (jv_is_valid(state) && changed(&state, "strip", l->strip))
			publish_strip(l, &state);
		jv_free(state);
	}
}

static void
discover(const char *zone, const char *component, jv msg)
{
	char topic[LINK_TOPIC_MAX];
	struct letter letter = {
	    .topic = topic, .type = "application/json", .retain = true};
	char *text = msg_text(msg, &letter.len);

	snprintf(topic, sizeof(topic), "%s/%s/amb_%s/config",
	    conf_str(CONF_HA_PREFIX), component, zone);
	letter.data = text;
	link_send(&letter);
	free(text);
}

void
lights_discover(void)
{
	const char *prefix = conf_str(CONF_MQTT_PREFIX);
	struct light *l;

	if (!conf_int(CONF_HA_DISCOVERY))
		return;
	for (l = lights; l != NULL; l = l->next) {
		discover(l->zone, "light", ha_light(l->zone, prefix));
		discover(l->zone, "image", ha_image(l->zone, prefix));
	}
}

jv
lights_strip(const char *zone, double *level)
{
	struct light *l = lights;

	while (l != NULL && strcmp(l->zone, zone) != 0)
		l = l->next;
	if (l == NULL)
		return jv_invalid();
	*level = l->level;
	return jv_copy(l->command);
}

void
lights_ordered(const char *zone, jv command)
{
	set_command(find(zone), command);
}

void
lights_each(
    void (*each)(const char *zone, const jv *command, void *ctx), void *ctx)
{
	const struct light *l;

	for (l = lights; l != NULL; l = l->next)
		each(l->zone, &l->command, ctx);
}

void
lights_exit(void)
{
	struct light *l;

	while ((l = lights) != NULL) {
		lights = l->next;
		jv_free(l->command);
		free(l);
	}
}
