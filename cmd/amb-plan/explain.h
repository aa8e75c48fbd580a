/*
 * explain.h - the meaning found for each word of a sentence, as text.
 */
#ifndef AMB_PLAN_EXPLAIN_H
#define AMB_PLAN_EXPLAIN_H

#include <stdio.h>

#include "read/reading.h"

/* explain(r, out): write a sentence that was read, a word a line. */
void explain(const struct reading *r, FILE *out);

#endif /* AMB_PLAN_EXPLAIN_H */
