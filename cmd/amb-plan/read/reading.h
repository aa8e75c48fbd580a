/*
 * reading.h - a sentence while it is read.
 *
 * The match is complete before and does not change.  clause_mark() sets scope
 * and negated of every token first; then the functions of readers.h fill the
 * intent and set used.
 */
#ifndef AMB_PLAN_READ_READING_H
#define AMB_PLAN_READ_READING_H

#include "read/intent.h"
#include "words/match.h"

struct note {
	uint8_t scope; /* PART_ bits that it is about; 0: none named */
	bool negated;
	bool used;
};

struct reading {
	const struct match *m;
	struct note note[MATCH_TOKENS]; /* by token */
	struct intent in;
};

#endif /* AMB_PLAN_READ_READING_H */
