/*
 * sentence.h - the intent of a sentence that was cut into words.
 */
#ifndef AMB_PLAN_READ_SENTENCE_H
#define AMB_PLAN_READ_SENTENCE_H

#include "read/reading.h"

/*
 * sentence_read(r, m): make r->in of m, which r borrows with its source; the
 * notes of r record which tokens were used.
 */
void sentence_read(struct reading *r, const struct match *m);

#endif /* AMB_PLAN_READ_SENTENCE_H */
