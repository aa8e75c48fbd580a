/*
 * row.h - a state in the columns doc, width, height, rgb and sum of a table.
 */
#ifndef AMB_SPOOL_ROW_H
#define AMB_SPOOL_ROW_H

#include <stdint.h>

#include <jv.h>

#include "json/text.h"
#include "light/matrix.h"
#include "spool/db.h"

/*
 * What a zone shows: the document of amb-store(5), whose member matrix lacks
 * width, height and pixels, and these.
 */
struct zone_state {
	jv doc;
	struct text text; /* doc as it was loaded or saved last */
	struct matrix matrix;
};

/* row_free(s): what it owns; not s itself. */
void row_free(struct zone_state *s);

/*
 * row_read(rows, s): the state in the first five columns of this row.  Returns
 * 1 and sets *s, which the caller frees; -1 when the row is damaged.
 * row_first(rows, s): that of the first row, and end rows, which may be NULL,
 * after a failure.  Likewise; 0 when there is no row.
 */
int row_read(struct db_rows *rows, struct zone_state *s);
int row_first(struct db_rows *rows, struct zone_state *s);

/* row_sum(s): the column sum, of its text and its matrix. */
int64_t row_sum(const struct zone_state *s);

#endif /* AMB_SPOOL_ROW_H */
