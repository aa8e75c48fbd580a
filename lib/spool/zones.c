#include <stdlib.h>
#include <string.h>

#include "conf/conf.h"
#include "json/msg.h"
#include "light/fade.h"
#include "spool/db.h"
#include "spool/row.h"
#include "spool/store.h"
#include "spool/zones.h"

enum {
	FULL_KEEP = 2, /* entries of a history that a full store leaves */
	FULL_DROP = 8  /* of those beyond, how many a change removes at most */
};

int
zones_load(const char *zone, struct zone_state *s)
{
	return row_first(
	    db_rows(store_db(),
		"SELECT doc, width, height, rgb, sum FROM zone WHERE name = ?",
		"t", zone),
	    s);
}

jv
zones_state(const char *zone)
{
	static struct zone_state s;
	jv pixels;

	switch (zones_load(zone, &s)) {
	case 1:
		break;
	case 0:
		return jv_invalid();
	default:
		return msg_bad("%s", store_why());
	}
	pixels = matrix_json(&s.matrix);
	s.doc = msg_set(s.doc, "matrix.width", msg_get(&pixels, "width"));
	s.doc = msg_set(s.doc, "matrix.height", msg_get(&pixels, "height"));
	s.doc = msg_set(s.doc, "matrix.pixels", msg_get(&pixels, "pixels"));
	jv_free(pixels);
	text_free(&s.text);
	return fade_drop_all(s.doc);
}

/* Remove what is too old of a history whose newest entry has this key. */
static int
trim(int64_t newest)
{
	int64_t zone = newest >> 32 << 32;
	int64_t keep = conf_int(CONF_KEEP_HISTORY);
	int64_t limit = FULL_DROP;

	if (store_full() && keep > FULL_KEEP)
		keep = FULL_KEEP;
	else
		limit = -1;
	return db_run(store_db(),
	    "DELETE FROM history WHERE key IN (SELECT key FROM history "
	    "WHERE key > ? AND key <= ? ORDER BY key LIMIT ?)",
	    "iii", zone, newest - keep, limit);
}

static int
save_past(int64_t key, const struct zone_state *s, int64_t check)
{
	const struct matrix *m = &s->matrix;

	if (db_run(store_db(), "DELETE FROM history WHERE key >= ? AND key < ?",
		"ii", key, ((key >> 32) + 1) << 32) == -1 ||
	    db_run(store_db(),
		"INSERT INTO history (key, doc, width, height, rgb, sum) "
		"VALUES (?, ?, ?, ?, ?, ?)",
		"iTiibi", key, s->text.data, s->text.len, (int64_t)m->width,
		(int64_t)m->height, m->rgb, matrix_bytes(m), check) == -1)
		return -1;
	return trim(key);
}

int
zones_save(const char *zone, struct zone_state *s, enum zones_past past)
{
	const struct matrix *m = &s->matrix;
	int64_t check;
	int64_t key;

	text_clear(&s->text);
	text_json(&s->text, jv_copy(s->doc));
	check = row_sum(s);
	key = db_number(store_db(), -1,
	    "INSERT INTO zone (name, doc, width, height, rgb, sum, past) "
	    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET "
	    "doc = excluded.doc, width = excluded.width, "
	    "height = excluded.height, rgb = excluded.rgb, "
	    "sum = excluded.sum, past = past + excluded.past "
	    "RETURNING (zone << 32) + past",
	    "tTiibii", zone, s->text.data, s->text.len, (int64_t)m->width,
	    (int64_t)m->height, m->rgb, matrix_bytes(m), check,
	    (int64_t)(past == PAST_ADD));
	if (key == -1)
		return -1;
	return past != PAST_SAME ? save_past(key, s, check) : 0;
}

/* The key of the newest entry of its history; 0 without a zone. */
static int64_t
newest_key(const char *zone)
{
	return db_number(store_db(), 0,
	    "SELECT (zone << 32) + past FROM zone WHERE name = ?", "t", zone);
}

int
zones_past(const char *zone, int back, struct zone_state *s)
{
	int64_t key = newest_key(zone);

	if (key <= 0)
		return (int)key;
	if ((key & UINT32_MAX) <= back)
		return 0;
	return row_first(db_rows(store_db(),
			     "SELECT doc, width, height, rgb, sum FROM history "
			     "WHERE key = ?",
			     "i", key - back),
	    s);
}

int
zones_past_count(const char *zone)
{
	int64_t key = newest_key(zone);

	if (key <= 0)
		return (int)key;
	return (int)db_number(store_db(), 0,
	    "SELECT count(*) FROM history WHERE key > ? AND key <= ?", "ii",
	    key >> 32 << 32, key);
}

int
zones_past_move(const char *zone, int by)
{
	return db_run(store_db(),
	    "UPDATE zone SET past = past + ? WHERE name = ?", "it", (int64_t)by,
	    zone);
}

int
zones_past_find(const char *zone, const char *id, struct zone_state *s)
{
	int64_t key = newest_key(zone);
	int64_t first = key >> 32 << 32;

	if (key <= 0)
		return (int)key;
	return row_first(
	    db_rows(store_db(),
		"SELECT doc, width, height, rgb, sum FROM history "
		"WHERE key > ? AND key < ? AND json_extract(doc, '$.id') = ? "
		"ORDER BY key DESC LIMIT 1",
		"iit", first, first + UINT32_MAX, id),
	    s);
}

int
zones_undone_count(const char *zone)
{
	int64_t key = newest_key(zone);

	if (key <= 0)
		return (int)key;
	return (int)db_number(store_db(), 0,
	    "SELECT count(*) FROM history WHERE key > ? AND key < ?", "ii", key,
	    ((key >> 32) + 1) << 32);
}

int
zones_remove(const char *zone)
{
	int64_t key = newest_key(zone);
	int64_t first = key >> 32 << 32;
	struct db *db = store_db();

	if (key <= 0)
		return (int)key;
	if (db_run(db, "DELETE FROM history WHERE key > ? AND key < ?", "ii",
		first, first + UINT32_MAX) == -1 ||
	    db_run(db, "DELETE FROM scene WHERE zone = ?", "i", first >> 32) ==
		-1 ||
	    db_run(db, "DELETE FROM timer WHERE zone = ?", "t", zone) == -1)
		return -1;
	return db_run(db, "DELETE FROM zone WHERE name = ?", "t", zone);
}

static int
next_zone(const char *sql, const char *after, char zone[SCENE_ZONE_MAX + 1])
{
	struct db_rows *rows = db_rows(store_db(), sql, "t", after);
	int rc = rows != NULL ? db_next(rows) : -1;
	const char *name;
	size_t len;

	if (rc != 1)
		return rc;
	name = db_bytes(rows, 0, &len);
	rc = scene_zone_valid(name) ? 1 : db_damaged(store_db());
	if (rc == 1)
		memcpy(zone, name, len + 1);
	db_end(rows);
	return rc;
}

int
zones_next(const char *after, char zone[SCENE_ZONE_MAX + 1])
{
	return next_zone(
	    "SELECT name FROM zone WHERE name > ? ORDER BY name LIMIT 1", after,
	    zone);
}

/* Within a string there is no bare quotation mark. */
int
zones_next_fading(const char *after, char zone[SCENE_ZONE_MAX + 1])
{
	return next_zone("SELECT name FROM zone WHERE name > ? AND "
			 "instr(doc, '\"fade\":{') > 0 ORDER BY name LIMIT 1",
	    after, zone);
}

int
zones_has(const char *zone)
{
	int64_t key = newest_key(zone);

	return key > 0 ? 1 : (int)key;
}

int
zones_count(void)
{
	return (int)db_number(store_db(), 0, "SELECT count(*) FROM zone", "");
}
