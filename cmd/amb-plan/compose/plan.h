/*
 * plan.h - the plan of a sentence: what changes, and the new light.
 */
#ifndef AMB_PLAN_COMPOSE_PLAN_H
#define AMB_PLAN_COMPOSE_PLAN_H

#include "compose/current.h"
#include "words/lexicon.h"

struct plan {
	int parts;  /* PART_ bits: all that change */
	int made;   /* PART_ bits: those with a new light */
	bool level; /* of the strip only the brightness is new */
	int power[PART_MATRIX + 1]; /* by part: 1 on, 0 off, -1 unchanged */
	double screen;		/* brightness of the matrix; -1: unchanged */
	struct strip strip;	/* when it is made */
	struct picture picture; /* when it is made */
	/* the leading wish, for the sentence about the plan */
	const struct lex_theme *theme; /* or NULL */
	const struct lex_emoji *emoji; /* or NULL */
	char name[INTENT_NAME_MAX]; /* its name in the sentence; "" for none */
};

#endif /* AMB_PLAN_COMPOSE_PLAN_H */
