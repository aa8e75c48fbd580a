/*
 * paint_plan.h - the part of a scene's plan that the painter uses.
 *
 * Read from foreign JSON: invalid members are left out, so that everything in
 * the struct is safe to draw.
 */
#ifndef AMB_GENIMG_PAINT_PLAN_H
#define AMB_GENIMG_PAINT_PLAN_H

#include <stdint.h>

#include <jv.h>

#include "scene/plan.h"

enum {
	PAINT_SUBJECT_BYTES = 40, /* a family of four with its joiners */
	PAINT_COLORS_MAX = 8,
	PAINT_TEXT_MAX = 2,	 /* characters */
	PAINT_TEXT_BYTES = 12,	 /* with the NUL */
	PAINT_WORDS_BYTES = 4096 /* with the NUL */
};

struct paint_plan {
	/* of the background, sRGB codes, from the top */
	uint8_t colors[PAINT_COLORS_MAX][3];
	int n_colors;
	uint8_t strip_color[3]; /* the strip's first; black for none */
	char subjects[PLAN_SUBJECTS_MAX][PAINT_SUBJECT_BYTES + 1]; /* emoji */
	int n_subjects;
	int skipped; /* subjects that are no single emoji, or too many */
	char text[PAINT_TEXT_BYTES];   /* visible characters; "" for none */
	char words[PAINT_WORDS_BYTES]; /* prompt, subjects; ASCII lower case */
};

/* paint_plan_read(plan, p): read a scene's plan, of any kind.  Borrows it. */
void paint_plan_read(const jv *plan, struct paint_plan *p);

/*
 * paint_plan_accent(p): the colour of things that have none of their own: the
 * strip's first, or when that is too dark the first of the background, if any.
 */
const uint8_t *paint_plan_accent(const struct paint_plan *p);

#endif /* AMB_GENIMG_PAINT_PLAN_H */
