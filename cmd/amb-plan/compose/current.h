/*
 * current.h - the current light: in the scene itself, else in the spool.
 */
#ifndef AMB_PLAN_COMPOSE_CURRENT_H
#define AMB_PLAN_COMPOSE_CURRENT_H

#include <stdbool.h>

#include <jv.h>

#include "light/strip.h"
#include "read/intent.h"
#include "scene/plan.h"

enum {
	PICTURE_SUBJECT_BYTES = 64, /* of one subject, with the NUL */
	PICTURE_PROMPT_BYTES = 512  /* with the NUL */
};

/* The part of a plan for the matrix. */
struct picture {
	char subject[PLAN_SUBJECTS_MAX][PICTURE_SUBJECT_BYTES]; /* emoji */
	int n_subjects;
	uint8_t ground[PLAN_GROUND_MAX][3]; /* background, top to bottom */
	int n_ground;
	char text[INTENT_TEXT_MAX]; /* "" for none */
	char prompt[PICTURE_PROMPT_BYTES];
};

struct current {
	bool has_strip;
	bool has_picture;
	struct strip strip;	  /* when it has one */
	struct picture picture;	  /* when it has one */
	bool on[PART_MATRIX + 1]; /* by part */
	double screen;		  /* brightness of the matrix, 0 to 1 */
};

/*
 * current_init(current): nothing is known: both parts are on, and the
 * brightness of the matrix is 1.
 */
void current_init(struct current *current);

/*
 * current_read(scene, current): read scene.current, else state/ZONE/scene.json
 * in AMB_SPOOL, which is never made.  Absent and invalid members stay unknown.
 */
void current_read(const jv *scene, struct current *current);

#endif /* AMB_PLAN_COMPOSE_CURRENT_H */
