/*
 * tsv.h - the tables of etc/lexicon; see amb-lexicon(5).
 */
#ifndef AMB_PLAN_MK_TSV_H
#define AMB_PLAN_MK_TSV_H

#include "mk/builder.h"

/*
 * tsv_read(b, path): a table, whose kind is how its name begins.  Exits 66 when
 * it is missing, 65 when a row is wrong, with the path and the line.
 */
void tsv_read(struct builder *b, const char *path);

#endif /* AMB_PLAN_MK_TSV_H */
