#include <stdio.h>

#include "json/msg.h"
#include "spool/kept.h"
#include "spool/store.h"

#define ZONE "(SELECT zone FROM zone WHERE name = ?)"

int
kept_put(
    const char *zone, const char *name, struct zone_state *s, int64_t now_ms)
{
	const struct matrix *m = &s->matrix;

	text_clear(&s->text);
	text_json(&s->text, jv_copy(s->doc));
	return db_run(store_db(),
	    "INSERT OR REPLACE INTO scene "
	    "(zone, name, doc, width, height, rgb, sum, at_ms) "
	    "VALUES (" ZONE ", ?, ?, ?, ?, ?, ?, ?)",
	    "ttTiibii", zone, name, s->text.data, s->text.len,
	    (int64_t)m->width, (int64_t)m->height, m->rgb, matrix_bytes(m),
	    row_sum(s), now_ms);
}

int
kept_load(const char *zone, const char *name, struct zone_state *s)
{
	return row_first(db_rows(store_db(),
			     "SELECT doc, width, height, rgb, sum FROM scene "
			     "WHERE zone = " ZONE " AND name = ?",
			     "tt", zone, name),
	    s);
}

int
kept_next(const char *zone, const char *after, char name[KEPT_NAME_SIZE],
    struct zone_state *s, int64_t *at_ms)
{
	struct db_rows *rows = db_rows(store_db(),
	    "SELECT doc, width, height, rgb, sum, name, at_ms FROM scene "
	    "WHERE zone = " ZONE " AND name > ? ORDER BY name LIMIT 1",
	    "tt", zone, after);
	int rc = rows != NULL ? db_next(rows) : -1;
	size_t len;

	if (rc != 1)
		return rc;
	snprintf(
	    name, KEPT_NAME_SIZE, "%s", (const char *)db_bytes(rows, 5, &len));
	*at_ms = db_int(rows, 6);
	rc = row_read(rows, s);
	db_end(rows);
	return rc;
}

int
kept_has(const char *zone, const char *name)
{
	return (int)db_number(store_db(), 0,
	    "SELECT count(*) FROM scene WHERE zone = " ZONE " AND name = ?",
	    "tt", zone, name);
}

int
kept_count(const char *zone)
{
	return (int)db_number(store_db(), 0,
	    "SELECT count(*) FROM scene WHERE zone = " ZONE, "t", zone);
}

int
kept_drop(const char *zone, const char *name)
{
	return db_run(store_db(),
	    "DELETE FROM scene WHERE zone = " ZONE " AND name = ?", "tt", zone,
	    name);
}
