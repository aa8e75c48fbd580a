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
#include <unistd.h>

#include "conf/conf.h"
#include "json/text.h"
#include "replay.h"
#include "spool/db.h"
#include "spool/spool.h"

enum { FILE_MAX = 1 << 20 };

static bool behind, settled;
static int superseded;

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
	int n = z->kept;
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
		row_free(&s);
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

/* The first change of a zone may have none yet. */
static bool
is_to_come(const struct zone *z, const char *file)
{
	char name[SPOOL_NAME_MAX];

	return behind && z->n_past <= 2 &&
	       !spool_has(layout_state(name, z->name, file));
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

	if (!is_to_come(z, "matrix.raw"))
		check_raw(z, s);
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		if (is_to_come(z, files[i].name))
			continue;
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

	superseded += answered_check(&z->log, z->name);
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
	row_free(&s);
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
