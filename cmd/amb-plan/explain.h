/*
 * explain.h - which words of a sentence matched what, for a person.
 */
#ifndef AMB_PLAN_EXPLAIN_H
#define AMB_PLAN_EXPLAIN_H

#include <stdio.h>

#include "read/reading.h"

/* explain(r, out): write a sentence that was read, a word a line. */
void explain(const struct reading *r, FILE *out);

#endif /* AMB_PLAN_EXPLAIN_H */
