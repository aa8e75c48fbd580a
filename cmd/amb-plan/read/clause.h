/*
 * clause.h - the clauses of a sentence: what each is about, and what it
 * negates.
 *
 * A clause ends with punctuation or a word such as "then".
 */
#ifndef AMB_PLAN_READ_CLAUSE_H
#define AMB_PLAN_READ_CLAUSE_H

#include "read/reading.h"

/*
 * clause_mark.c: clause_mark(r): set scope and negated of every token; and of
 * the intent which parts are named, alone named, or named not to change.
 */
void clause_mark(struct reading *r);

/*
 * clause_stop(m, i): the punctuation that token i is, or NUL.  clause_ends(m,
 * i): whether token i ends a clause.
 */
char clause_stop(const struct match *m, int i);
bool clause_ends(const struct match *m, int i);

/*
 * clause_first(m, i), clause_last(m, i): the ends of the clause token i is in.
 */
int clause_first(const struct match *m, int i);
int clause_last(const struct match *m, int i);

/*
 * clause_find(m, i, slot): the token nearest to i, in its clause, that may mean
 * slot; -1 when there is none.
 */
int clause_find(const struct match *m, int i, enum lex_slot slot);

/*
 * clause_has(m, i, slot, value): whether a token of the clause of i has this
 * value.  clause_has_before(...): whether one before i has.
 */
bool clause_has(const struct match *m, int i, enum lex_slot slot, int value);
bool clause_has_before(
    const struct match *m, int i, enum lex_slot slot, int value);

#endif /* AMB_PLAN_READ_CLAUSE_H */
