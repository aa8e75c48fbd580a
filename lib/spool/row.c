#include <string.h>

#include "base/hash.h"
#include "json/msg.h"
#include "spool/row.h"
#include "spool/store.h"

/* A flipped byte in a row is not noticed by SQLite. */
static int64_t
sum(const void *doc, size_t doc_len, const void *rgb, size_t rgb_len)
{
	return (int64_t)hash_fnv64(
	    hash_fnv64(HASH_FNV64_START, doc, doc_len), rgb, rgb_len);
}

int64_t
row_sum(const struct zone_state *s)
{
	return sum(
	    s->text.data, s->text.len, s->matrix.rgb, matrix_bytes(&s->matrix));
}

void
row_free(struct zone_state *s)
{
	jv_free(s->doc);
	text_free(&s->text);
}

/* Columns doc, width, height, rgb, sum of this row. */
int
row_read(struct db_rows *rows, struct zone_state *s)
{
	struct matrix *m = &s->matrix;
	size_t doc_len, rgb_len;
	const char *doc = db_bytes(rows, 0, &doc_len);
	const void *rgb = db_bytes(rows, 3, &rgb_len);

	m->width = (int)db_int(rows, 1);
	m->height = (int)db_int(rows, 2);
	if (sum(doc, doc_len, rgb, rgb_len) != db_int(rows, 4) ||
	    m->width < 1 || m->height < 1 || m->width > GRID_SIDE_MAX ||
	    m->height > GRID_SIDE_MAX || rgb_len != matrix_bytes(m))
		return db_damaged(store_db());
	memcpy(m->rgb, rgb, rgb_len);
	s->doc = msg_parse(doc, doc_len);
	s->text = (struct text){.len = 0};
	text_add(&s->text, doc, doc_len);
	if (jv_is_valid(s->doc))
		return 1;
	row_free(s);
	return db_damaged(store_db());
}

/* The state in the first of rows, which may be NULL. */
int
row_first(struct db_rows *rows, struct zone_state *s)
{
	int rc = rows != NULL ? db_next(rows) : -1;

	if (rc != 1)
		return rc;
	rc = row_read(rows, s);
	db_end(rows);
	return rc;
}
