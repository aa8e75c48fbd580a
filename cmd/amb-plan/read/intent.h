/*
 * intent.h - what a sentence asks for, before it meets the light that is on.
 *
 * Each wish carries a scope: the PART_ bits it was said of, 0 when the
 * sentence does not say.
 */
#ifndef INTENT_H
#define INTENT_H

#include <stdbool.h>
#include <stdint.h>

#include "light/color.h"
#include "light/strip.h"
#include "words/match.h"

enum {
	INTENT_COLORS = 12,
	INTENT_THEMES = 8,
	INTENT_KELVIN = -2,   /* index of a colour that a temperature told */
	INTENT_TEXT_MAX = 16, /* bytes, with the NUL */
	INTENT_NAME_MAX = 48
};

struct wish_color {
	struct color color;
	int index; /* in the lexicon, -1 or INTENT_KELVIN */
	uint8_t scope;
	bool weak;   /* said of something else, perhaps */
	bool more;   /* what is there is to be more like it */
	bool added;  /* beside what is there */
	bool ground; /* said of what is behind the picture */
};

struct wish_theme {
	const struct lex_theme *theme; /* one of these two */
	const struct lex_emoji *emoji;
	uint8_t scope;
	char name[INTENT_NAME_MAX]; /* as it was called; "" for none */
	bool asked;		    /* words that ask stand before it */
	bool aside;		    /* but something else is asked for */
	int at;			    /* token */
};

/*
 * A quantity: set to a value, then changed by steps.  The steps are of equal
 * size; a little is one, much is three.
 */
struct wish_scale {
	bool is_set;
	bool exact;    /* a number was said: value is in the unit of the plan */
	double value;  /* brightness 0 to 1; pace -2 to 2 */
	double tone;   /* steps that only count when there is no theme */
	double steps;  /* > 0: brighter, faster, warmer, softer, ... */
	double factor; /* 2 for "twice as", else 1 */
};

enum scale {
	SCALE_BRIGHT,
	SCALE_SPEED,
	SCALE_WARM,
	SCALE_SOFT,
	SCALE_VIVID,
	SCALE_DEEP,
	SCALES
};

struct intent {
	const char *source; /* the sentence; borrowed */
	bool zh;	    /* the language to answer in */
	int parts;	    /* PART_ bits that were named */
	int excluded;	    /* that were named not to change */
	int only;	    /* that alone are to change; 0: not said */
	struct wish_color colors[INTENT_COLORS];
	int n_colors;
	struct wish_color banned[INTENT_COLORS];
	int n_banned;
	struct wish_color old[INTENT_COLORS]; /* to be replaced by colors */
	int n_old;
	struct wish_theme themes[INTENT_THEMES];
	int n_themes;
	bool other;	  /* any other colour will do */
	int mode;	  /* enum strip_mode, or -1 */
	int banned_modes; /* bits */
	struct wish_scale scale[SCALES];
	int power[PART_MATRIX];	    /* by part: 1 on, 0 off, -1 not said */
	char text[INTENT_TEXT_MAX]; /* to be shown; "" for none */
	bool light;	   /* the strip's light is spoken of: some wish of it */
	bool picture;	   /* the matrix is to show something */
	bool alert;	   /* danger: the alert light, whatever else */
	int undone_colors; /* how many there were when it was taken back */
	int undone_themes;
	bool empty;	   /* nothing was understood */
	double confidence; /* 0 to 1 */
};

/* intent_clear(in): an intent that asks for nothing. */
void intent_clear(struct intent *in);

/* intent_read(m, in): understand a sentence that was cut. */
void intent_read(struct match *m, struct intent *in);

/*
 * clause_mark(m, in): set scope, told and negated of each token; and which
 * parts were named, or not to be touched.
 */
void clause_mark(struct match *m, struct intent *in);

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

/* What the readers below share. */
struct reader {
	struct match *m;
	struct intent *in;
};

/*
 * read_NAME(r, i): take the meaning of token i, looking at its neighbours.
 */
void read_color(struct reader *r, int i);
void read_written_color(struct reader *r, int i);
void read_kelvin(struct reader *r, int i, double kelvin);
void read_number(struct reader *r, int i);
void read_percent(struct reader *r, int i);
void read_scale(struct reader *r, int i);
void read_move(struct reader *r, int i);
void read_turn(struct reader *r, int i);
void read_not(struct reader *r, int i);
void read_power(struct reader *r, int i);
void read_mode(struct reader *r, int i);
void read_theme(struct reader *r, int i);
void read_text(struct reader *r, int i);
void read_show(struct reader *r, int i);

/* number_is_bright(m, i): whether token i is a number for the brightness. */
bool number_is_bright(const struct match *m, int i);

/*
 * sift(lex, in): of all that was read, keep what counts in the end.
 */
void sift(const struct lexicon *lex, struct intent *in);

/* intent_power(in, part): what power says of PART_STRIP or PART_MATRIX. */
int intent_power(const struct intent *in, int part);

/* read_danger(m): whether the sentence calls for the alert light. */
bool read_danger(const struct match *m);

#endif /* INTENT_H */
