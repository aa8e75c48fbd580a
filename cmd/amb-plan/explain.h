/*
 * explain.h - which words of a sentence matched what, for a person.
 */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include <stdio.h>

#include "read/intent.h"

/* explain(m, in, out): write it, a word a line. */
void explain(const struct match *m, const struct intent *in, FILE *out);

#endif /* EXPLAIN_H */
