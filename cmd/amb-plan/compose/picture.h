/*
 * picture.h - the part of a plan that is for the matrix.
 */
#ifndef AMB_PLAN_COMPOSE_PICTURE_H
#define AMB_PLAN_COMPOSE_PICTURE_H

#include <stdint.h>

#include "read/intent.h"
#include "scene/plan.h"

enum {
	PICTURE_SUBJECT_BYTES = 64, /* of one subject, with the NUL */
	PICTURE_PROMPT_BYTES = 512  /* with the NUL */
};

struct picture {
	char subject[PLAN_SUBJECTS_MAX][PICTURE_SUBJECT_BYTES]; /* emoji */
	int n_subjects;
	uint8_t ground[PLAN_GROUND_MAX][3]; /* background, top to bottom */
	int n_ground;
	char text[INTENT_TEXT_MAX]; /* "" for none */
	char prompt[PICTURE_PROMPT_BYTES];
};

#endif /* AMB_PLAN_COMPOSE_PICTURE_H */
