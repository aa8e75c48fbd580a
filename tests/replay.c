/*
 * replay - whether a spool holds what was answered, once, whole and in order
 *
 * usage: replay [-1s] log...
 *
 * Does again, by the events of the store, what the logs of writer.c say, and
 * compares each zone, its history and its files.  A change that was answered
 * must be there; one that was not may be.  With -1 files may be one change
 * behind, as when nobody has mended them yet; with -s each sentence that was
 * accepted must be done, else it may still be in the queue.  Prints what it
 * saw; exits 1 at the first thing that is wrong.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/hash.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "spool/db.h"
#include "spool/events.h"
#include "spool/spool.h"
#include "spool/store.h"
#include "spool/zones.h"

enum { ZONES = 4096, FIRST_STRIP = 0x00aaff, CLOSE = 4, FILE_MAX = 1 << 20 };

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
};

struct entry {
	char what;
	int n;
	bool ok, seen;
};

struct zone {
	char name[SCENE_ZONE_MAX + 1];
	bool says; /* for sentences: any colours */
	struct change open;
	struct light now, before;
	char matrix_id[ULID_LEN + 1], strip_id[ULID_LEN + 1];
	struct light *past;
	int n_past;
	struct entry *log;
	int n_log;
	int at; /* in log */
};

static struct zone zones[ZONES];
static int n_zones;
static jv seen; /* {"strip_command_update ID": true, ...} */
static jv jobs;
static int changes, superseded;
static bool behind, settled;

static void *
grown(void *list, int n, size_t size)
{
	list = (n & (n - 1)) == 0 ? realloc(list, (size_t)(n + n + 1) * size)
				  : list;
	if (list == NULL)
		die_errno(1, "no memory");
	return list;
}

static void
push(struct zone *z, struct light light)
{
	z->past = grown(z->past, z->n_past, sizeof(light));
	z->past[z->n_past++] = light;
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
	struct entry e;
	FILE *f = fopen(name, "r");

	if (f == NULL)
		die_errno(1, "cannot open '%s'", name);
	while (fscanf(f, "%64s %c %26s %2s", zone, &e.what, number, how) == 4) {
		if (e.what == 'j') {
			jobs = jv_array_append(jobs, jv_string(number));
			continue;
		}
		z = find(zone);
		if (strcmp(how, "ok") == 0) {
			z->log[z->n_log - 1].ok = true;
			continue;
		}
		e.n = (int)strtol(number, NULL, 10);
		e.ok = e.seen = false;
		z->log = grown(z->log, z->n_log, sizeof(e));
		z->log[z->n_log++] = e;
	}
	fclose(f);
}

static bool
is(const struct entry *e, char what, int n)
{
	return !e->seen && e->what == what && (what == 'u' || e->n == n);
}

/*
 * Whether a change that nobody waited for, and that was asked for just before
 * this one of the same part, was done: its id may be the newer one.
 */
static bool
overtaken(const struct zone *z, int i)
{
	const struct entry *e = &z->log[i];
	int j;

	for (j = i - 1; j >= 0 && j >= i - CLOSE; j--)
		if (!z->log[j].ok && z->log[j].seen &&
		    z->log[j].what == e->what)
			return true;
	return false;
}

/* The next that was answered; n_log when there is none. */
static int
next_due(const struct zone *z, int i)
{
	while (i < z->n_log && !z->log[i].ok)
		i++;
	return i;
}

/* The change must be the next that was answered, or one that was not. */
static void
match(struct zone *z, char what, int n)
{
	int next = next_due(z, z->at);
	int due = next;
	int i;

	while (next < z->n_log && !is(&z->log[next], what, n) &&
	       overtaken(z, next))
		next = next_due(z, next + 1);
	if (next < z->n_log && is(&z->log[next], what, n)) {
		z->log[next].seen = true;
		z->at = next + 1;
		return;
	}
	for (i = 0; i < z->n_log; i++)
		if (!z->log[i].ok && is(&z->log[i], what, n)) {
			z->log[i].seen = true;
			return;
		}
	if (due < z->n_log)
		die_msg(1, "zone %s: change %c %d where %c %d is due", z->name,
		    what, n, z->log[due].what, z->log[due].n);
	die_msg(1, "zone %s: nobody asked for change %c %d", z->name, what, n);
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
	z->now = z->past[--z->n_past - 1];
	if (z->now.matrix != c->light.matrix || z->now.strip != c->light.strip)
		die_msg(
		    1, "zone %s: %s is not what was before", z->name, c->id);
	match(z, 'u', 0);
}

static void
do_publish(struct zone *z, const struct change *c)
{
	struct light light = z->now;

	if (c->matrix)
		light.matrix = c->light.matrix;
	if (c->strip)
		light.strip = c->light.strip;
	if (c->matrix && c->strip && light.matrix != light.strip)
		die_msg(1, "zone %s: two numbers in %s", z->name, c->id);
	push(z, light);
	match(z,
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

static void
check_log(const struct zone *z)
{
	int i;

	for (i = 0; i < z->n_log; i++)
		if (z->log[i].ok && !z->log[i].seen && overtaken(z, i))
			superseded++;
		else if (z->log[i].ok && !z->log[i].seen)
			die_msg(1, "zone %s: lost %c %d", z->name,
			    z->log[i].what, z->log[i].n);
}

static void
check_light(const struct zone *z, const struct zone_state *s, struct light want,
    const char *what)
{
	if (!z->says &&
	    (one_color(&s->matrix) != want.matrix ||
		first_color(&s->doc, "strip.command.colors") != want.strip))
		die_msg(1, "zone %s: %s does not show %d and %d", z->name, what,
		    want.matrix, want.strip);
}

static void
check_history(const struct zone *z)
{
	static struct zone_state s;
	int keep = conf_int(CONF_KEEP_HISTORY);
	int n = z->n_past < keep ? z->n_past : keep;
	int i;

	if (z->says)
		return;
	if (zones_past_count(z->name) > n)
		die_msg(1, "zone %s: %d in the history, not %d", z->name,
		    zones_past_count(z->name), n);
	for (i = 0; i < n; i++) {
		if (zones_past(z->name, i, &s) != 1)
			die_msg(1, "zone %s: no entry %d", z->name, i);
		check_light(z, &s, z->past[z->n_past - 1 - i], "the history");
		jv_free(s.doc);
	}
}

/* Where each file has the matrix, the colours. */
static const struct {
	const char *name;
	const char *matrix;
	const char *strip;
} files[] = {
    {"matrix.json", "a", NULL},
    {"latest_led_data.json", "a.json", NULL},
    {"latest_strip_data.json", NULL, "a"},
    {"latest_strip_command.json", NULL, "a.colors"},
    {"strip_command.json", NULL, "a.command.colors"},
    {"app_state.json", "a.matrix", "a.strip.colors"},
    {"app_state.json", "a.matrix", "a.strip.command.colors"},
    {"scene.json", "a.matrix", "a.strip.command.colors"},
};

static char *
read_file(const struct zone *z, const char *file, size_t *len)
{
	char name[SPOOL_NAME_MAX];
	char *data =
	    spool_read(layout_state(name, z->name, file), FILE_MAX, len);

	if (data == NULL)
		die_errno(1, "cannot read '%s'", name);
	return data;
}

/* {"a": the value in the file}. */
static jv
read_value(const struct zone *z, const char *file)
{
	size_t len;
	char *data = read_file(z, file, &len);
	struct text t = {.len = 0};
	jv msg;

	text_str(&t, "{\"a\":");
	text_add(&t, data, len);
	text_str(&t, "}");
	msg = msg_parse(t.data, t.len);
	if (!jv_is_valid(msg))
		die_msg(
		    1, "zone %s: torn file %s: '%.80s'", z->name, file, data);
	text_free(&t);
	free(data);
	return msg;
}

static void
agree(const struct zone *z, const char *file, int have, int now, int before)
{
	if (!z->says && have != now && !(behind && have == before))
		die_msg(1, "zone %s: %s shows %d, not %d", z->name, file, have,
		    now);
}

static void
check_raw(const struct zone *z, const struct zone_state *s)
{
	static struct matrix m;
	size_t len;
	char *data = read_file(z, "matrix.raw", &len);

	m = s->matrix;
	if (len != matrix_bytes(&m))
		die_msg(1, "zone %s: %zu bytes in matrix.raw", z->name, len);
	if (z->says && !behind && memcmp(data, m.rgb, len) != 0)
		die_msg(1, "zone %s: matrix.raw is not the matrix", z->name);
	memcpy(m.rgb, data, len);
	free(data);
	if (!z->says)
		agree(z, "matrix.raw", one_color(&m), z->now.matrix,
		    z->before.matrix);
}

static void
check_files(const struct zone *z, const struct zone_state *s)
{
	static struct matrix m;
	size_t i;
	jv msg;

	check_raw(z, s);
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		msg = read_value(z, files[i].name);
		if (files[i].strip != NULL)
			agree(z, files[i].name,
			    first_color(&msg, files[i].strip), z->now.strip,
			    z->before.strip);
		if (files[i].matrix != NULL &&
		    matrix_parse(&msg, files[i].matrix, &m, NULL) == -1)
			die_msg(1, "zone %s: no matrix in %s", z->name,
			    files[i].name);
		if (files[i].matrix != NULL && !z->says)
			agree(z, files[i].name, one_color(&m), z->now.matrix,
			    z->before.matrix);
		jv_free(msg);
	}
}

/* scene.json is the whole state. */
static void
check_record(const struct zone *z)
{
	char name[SPOOL_NAME_MAX];
	jv file = spool_json(layout_scene(name, z->name));

	if (!behind && !jv_equal(file, zones_state(z->name)))
		die_msg(1, "zone %s: scene.json is not the state", z->name);
	if (behind)
		jv_free(file);
}

static void
check_zone(const struct zone *z)
{
	static struct zone_state s;
	int rc = zones_load(z->name, &s);

	check_log(z);
	if (rc == 0 && z->matrix_id[0] == '\0' && z->strip_id[0] == '\0')
		return;
	if (rc != 1)
		die_msg(1, "zone %s is not there: %s", z->name, store_why());
	check_light(z, &s, z->now, "the store");
	if ((z->matrix_id[0] != '\0' &&
		!msg_is(&s.doc, "matrix.id", z->matrix_id)) ||
	    (z->strip_id[0] != '\0' &&
		!msg_is(&s.doc, "strip.id", z->strip_id)))
		die_msg(1, "zone %s has not the last ids", z->name);
	check_history(z);
	check_files(z, &s);
	check_record(z);
	jv_free(s.doc);
}

/* What a job that is done has published is among the events. */
static void
check_done(const jv *scene, const char *id)
{
	char key[80];

	snprintf(key, sizeof(key), "strip_command_update %s", id);
	if (msg_true(scene, "published.strip") && !msg_has(&seen, key))
		die_msg(1, "job %s: its strip is lost", id);
	snprintf(key, sizeof(key), "matrix_update %s", id);
	if (msg_true(scene, "published.matrix") && !msg_has(&seen, key))
		die_msg(1, "job %s: its matrix is lost", id);
}

static void
check_job(const char *id)
{
	char name[SPOOL_NAME_MAX];
	jv scene = spool_json(layout_done(name, id, SPOOL_SCENE));

	if (jv_is_valid(scene))
		check_done(&scene, id);
	else if (settled || (!spool_has(layout_job(name, SPOOL_QUEUE, id)) &&
				!spool_has(layout_job(name, SPOOL_ACTIVE, id))))
		die_msg(1, "lost job %s", id);
	jv_free(scene);
}

static void
check_jobs(void)
{
	char id[ULID_LEN + 1];
	jv job;
	int i;

	for (i = 0; i < msg_len(&jobs); i++) {
		job = msg_obj("id", msg_at(&jobs, i), NULL);
		msg_str(&job, "id", id, sizeof(id));
		check_job(id);
		jv_free(job);
	}
}

static void
check_store(void)
{
	struct db_rows *rows =
	    db_rows(store_db(), "PRAGMA integrity_check", "");
	size_t len;

	if (rows == NULL || db_next(rows) != 1 ||
	    strcmp(db_bytes(rows, 0, &len), "ok") != 0)
		die_msg(1, "the store is damaged: %s", store_why());
	db_end(rows);
}

int
main(int argc, char *argv[])
{
	int opt;
	int i;

	diag_init(argv[0]);
	while ((opt = getopt(argc, argv, "1s")) != -1)
		*(opt == '1' ? &behind : &settled) = true;
	conf_load_or_die(NULL);
	spool_open_or_die();
	store_open_or_die(STORE_READ);
	seen = jv_object();
	jobs = jv_array();
	for (i = optind; i < argc; i++)
		read_log(argv[i]);
	check_store();
	replay_events();
	for (i = 0; i < n_zones; i++)
		check_zone(&zones[i]);
	check_jobs();
	printf("%d changes, %d superseded, %d zones, %d jobs\n", changes,
	    superseded, n_zones, msg_len(&jobs));
	store_close();
	jv_free(seen);
	jv_free(jobs);
	return stdout_close();
}
