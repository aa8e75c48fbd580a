/*
 * wish.h - what a plan wants painted, read from foreign JSON.
 */
#ifndef AMB_WISH_H
#define AMB_WISH_H

#include <stdint.h>

#include <jv.h>

enum {
	WISH_SUBJECTS = 3,
	WISH_SUBJECT_BYTES = 40, /* a family of four with its joiners */
	WISH_COLORS = 8,
	WISH_TEXT = 2,	      /* characters */
	WISH_TEXT_BYTES = 12, /* with the NUL */
	WISH_WORDS = 4096     /* bytes, with the NUL */
};

struct wish {
	uint8_t colors[WISH_COLORS][3]; /* top to bottom, sRGB */
	int n_colors;
	uint8_t lead[3]; /* first colour of the strip; black for none */
	char subjects[WISH_SUBJECTS][WISH_SUBJECT_BYTES + 1]; /* emoji */
	int n_subjects;
	int skipped; /* subjects that are no single emoji, or too many */
	char text[WISH_TEXT_BYTES]; /* "" for none */
	char words[WISH_WORDS]; /* prompt and subjects, ASCII in lower case */
};

/* wish_read(plan, w): read a plan's matrix and the strip's first colour. */
void wish_read(const jv *plan, struct wish *w);

#endif /* AMB_WISH_H */
