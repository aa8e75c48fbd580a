/*
 * replay.h - what happened, by the events of a store, compared with the logs
 * of writer.c.
 *
 * Whatever is wrong ends the program with status 1.
 */
#ifndef AMB_TESTS_REPLAY_H
#define AMB_TESTS_REPLAY_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answered.h"
#include "base/diag.h"
#include "json/msg.h"
#include "spool/events.h"
#include "spool/store.h"
#include "spool/zones.h"

enum { ZONES = 4096, FIRST_STRIP = 0x00aaff, ONE_ENTRY_MS = 5000 };

/* What a zone shows: the numbers of the changes, or first colours. */
struct light {
	int matrix;
	int strip;
};

/* The events of one change. */
struct change {
	char id[ULID_LEN + 1];
	bool strip, matrix, generate;
	struct light light;
	int64_t at_ms;
};

struct zone {
	char name[SCENE_ZONE_MAX + 1];
	bool says; /* for sentences: any colours */
	struct change open;
	struct light now, before;
	int64_t
	    command_ms; /* of the newest entry, if a command made it, else 0 */
	char matrix_id[ULID_LEN + 1], strip_id[ULID_LEN + 1];
	struct light *past;
	int n_past;
	int kept; /* of them in the store, which removes the oldest */
	struct answered log;
};

static struct zone zones[ZONES];
static int n_zones;
static jv seen; /* {"strip_command_update ID": true, ...} */
static jv jobs;
static int changes;

static void
push(struct zone *z, struct light light)
{
	z->past = grown(z->past, z->n_past, sizeof(light));
	z->past[z->n_past++] = light;
	if (z->kept < conf_int(CONF_KEEP_HISTORY))
		z->kept++;
	z->now = light;
}

static struct zone *
find(const char *name)
{
	const struct light first = {0, FIRST_STRIP};
	struct zone *z;

	for (z = zones; z < zones + n_zones; z++)
		if (strcmp(z->name, name) == 0)
			return z;
	if (n_zones++ == ZONES)
		die_msg(1, "too many zones");
	snprintf(z->name, sizeof(z->name), "%s", name);
	z->says = strstr(name, "-say") != NULL;
	push(z, first);
	return z;
}

static void
read_log(const char *name)
{
	char zone[SCENE_ZONE_MAX + 1];
	char number[ULID_LEN + 1];
	char how[3];
	struct zone *z;
	char what;
	FILE *f = fopen(name, "r");

	if (f == NULL)
		die_errno(1, "cannot open '%s'", name);
	while (fscanf(f, "%64s %c %26s %2s", zone, &what, number, how) == 4) {
		if (what == 'j') {
			jobs = jv_array_append(jobs, jv_string(number));
			continue;
		}
		z = find(zone);
		if (strcmp(how, "ok") == 0)
			z->log.list[z->log.n - 1].ok = true;
		else
			answered_add(
			    &z->log, what, (int)strtol(number, NULL, 10));
	}
	fclose(f);
}

/* It sets both parts, and is no instruction. */
static bool
is_undo(const struct change *c)
{
	return c->matrix && c->strip && !c->generate;
}

static void
do_undo(struct zone *z, const struct change *c)
{
	if (z->n_past < 2)
		die_msg(1, "zone %s: an undo of nothing", z->name);
	z->kept--;
	z->command_ms = 0;
	z->now = z->past[--z->n_past - 1];
	if (z->now.matrix != c->light.matrix || z->now.strip != c->light.strip)
		die_msg(
		    1, "zone %s: %s is not what was before", z->name, c->id);
	answered_match(&z->log, z->name, 'u', 0);
}

static void
do_publish(struct zone *z, const struct change *c)
{
	struct light light = z->now;
	bool command = c->strip && !c->generate;

	if (c->matrix)
		light.matrix = c->light.matrix;
	if (c->strip)
		light.strip = c->light.strip;
	if (c->matrix && c->strip && light.matrix != light.strip)
		die_msg(1, "zone %s: two numbers in %s", z->name, c->id);
	if (command && z->command_ms != 0 &&
	    c->at_ms - z->command_ms < ONE_ENTRY_MS)
		z->now = z->past[z->n_past - 1] = light;
	else
		push(z, light);
	z->command_ms = command ? c->at_ms : 0;
	answered_match(&z->log, z->name,
	    !c->matrix ? 's'
	    : c->strip ? 'b'
		       : 'm',
	    c->matrix ? light.matrix : light.strip);
}

static void
note_id(struct zone *z, char *have, const struct change *c)
{
	if (!is_undo(c) && strcmp(have, c->id) >= 0)
		die_msg(1, "zone %s: %s comes after %s", z->name, c->id, have);
	strcpy(have, c->id);
}

/* All events of the change are there. */
static void
close_change(struct zone *z)
{
	const struct change *c = &z->open;

	if (c->id[0] == '\0')
		return;
	if (c->matrix)
		note_id(z, z->matrix_id, c);
	if (c->strip)
		note_id(z, z->strip_id, c);
	z->before = z->now;
	if (!z->says && is_undo(c))
		do_undo(z, c);
	else if (!z->says)
		do_publish(z, c);
	changes++;
	memset(&z->open, 0, sizeof(z->open));
}

/* The one colour of a matrix. */
static int
one_color(const struct matrix *m)
{
	size_t i;

	for (i = 3; i < matrix_bytes(m); i++)
		if (m->rgb[i] != m->rgb[i - 3])
			die_msg(1, "a torn matrix");
	return m->rgb[0] << 16 | m->rgb[1] << 8 | m->rgb[2];
}

static int
first_color(const jv *msg, const char *path)
{
	jv colors = msg_get(msg, path);
	jv color = msg_at(&colors, 0);
	jv value =
	    msg_has(&color, "rgb") ? msg_get(&color, "rgb") : jv_copy(color);
	uint8_t rgb[3];

	if (msg_bytes(&value, rgb, 3) == -1)
		die_msg(1, "no colour in '%s'", path);
	jv_free(value);
	jv_free(color);
	jv_free(colors);
	return rgb[0] << 16 | rgb[1] << 8 | rgb[2];
}

static void
once(const char *type, const char *id)
{
	char key[80];

	snprintf(key, sizeof(key), "%.40s %s", type, id);
	if (msg_has(&seen, key))
		die_msg(1, "twice: %s", key);
	seen = msg_set(seen, key, jv_true());
}

static void
add_part(struct zone *z, const jv *msg, bool strip)
{
	static struct matrix m;
	struct change *c = &z->open;

	*(strip ? &c->strip : &c->matrix) = true;
	msg_i64(msg, "payload.updated_at_ms", &c->at_ms);
	if (z->says)
		return;
	if (strip)
		c->light.strip = first_color(msg, "payload.command.colors");
	else if (matrix_parse(msg, "payload.json", &m, NULL) == 0)
		c->light.matrix = one_color(&m);
	else
		die_msg(1, "zone %s: an event without a matrix", z->name);
}

static void
replay_event(const struct event *e)
{
	char zone[SCENE_ZONE_MAX + 1];
	char id[ULID_LEN + 1];
	char type[40];
	jv msg = msg_parse(e->text, e->len);
	struct zone *z;

	if (msg_str(&msg, "type", type, sizeof(type)) == -1 ||
	    msg_str(&msg, "payload.zone", zone, sizeof(zone)) == -1 ||
	    msg_str(&msg, "payload.id", id, sizeof(id)) == -1)
		die_msg(1, "event %d is none", (int)e->seq);
	z = find(zone);
	once(type, id);
	if (strcmp(z->open.id, id) != 0)
		close_change(z);
	strcpy(z->open.id, id);
	if (strcmp(type, "generate") == 0)
		z->open.generate = true;
	else
		add_part(z, &msg, strcmp(type, "matrix_update") != 0);
	jv_free(msg);
}

static void
replay_events(void)
{
	struct events events;
	struct event e;
	int64_t last = 0;
	int rc;
	int i;

	if (events_open(&events, EVENTS_ALL) == -1)
		die_msg(1, "no events: %s", store_why());
	while ((rc = events_next(&events, &e)) == 1) {
		if (e.seq != last + 1)
			die_msg(1, "event %d comes after %d", (int)e.seq,
			    (int)last);
		last = e.seq;
		replay_event(&e);
		free(e.text);
	}
	if (rc == -1)
		die_msg(1, "no events: %s", store_why());
	for (i = 0; i < n_zones; i++)
		close_change(&zones[i]);
}

#endif /* AMB_TESTS_REPLAY_H */
