/*
 * intent.h - the wishes of a sentence, without regard to the current light.
 *
 * sentence_read() makes one; from then on it does not change.  Each wish has a
 * scope: the PART_ bits of what it is about, 0 when none is named.
 */
#ifndef AMB_PLAN_READ_INTENT_H
#define AMB_PLAN_READ_INTENT_H

#include <stdbool.h>
#include <stdint.h>

#include "light/color.h"
#include "words/lexicon.h"

enum {
	INTENT_COLORS = 12,
	INTENT_THEMES = 8,
	INTENT_TEXT_MAX = 16, /* bytes, with the NUL */
	INTENT_NAME_MAX = 48
};

struct wish_color {
	struct color color;
	uint8_t scope;
	bool kelvin; /* a colour temperature */
	bool weak;   /* may be part of another word */
	bool more;   /* the current colours move towards it */
	bool added;  /* beside the current colours */
	bool ground; /* of the background of the picture */
};

struct wish_theme {
	const struct lex_theme *theme; /* this or emoji; the other is NULL */
	const struct lex_emoji *emoji;
	uint8_t scope;
	char name[INTENT_NAME_MAX]; /* in the sentence; "" for none */
	bool asked;		    /* after words of request */
	bool secondary;		    /* another one is requested */
	int at;			    /* token */
};

/*
 * A quantity: set to a value, then changed by steps.  The steps are of equal
 * size; a little is one, much is three.
 */
struct wish_scale {
	bool is_set;
	bool exact;    /* value is a number in the unit of the plan */
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
	int only;	    /* that alone are to change; 0: not given */
	struct wish_color colors[INTENT_COLORS];
	int n_colors;
	struct wish_color banned[INTENT_COLORS];
	int n_banned;
	struct wish_color replaced[INTENT_COLORS]; /* by colors */
	int n_replaced;
	struct wish_theme themes[INTENT_THEMES];
	int n_themes;
	bool other;			 /* any other colour is wished */
	int mode;			 /* enum strip_mode, or -1 */
	int banned_modes;		 /* bits */
	struct wish_scale scale[SCALES]; /* brightness: of the strip */
	struct wish_scale screen;	 /* brightness of the matrix */
	int power[PART_MATRIX + 1]; /* by part: 1 on, 0 off, -1 not given */
	char text[INTENT_TEXT_MAX]; /* to be shown; "" for none */
	bool light;		    /* brightness, speed or mode is mentioned */
	bool alert;	      /* danger: the alert light and nothing else */
	int retracted_colors; /* how many of them were retracted */
	int retracted_themes;
	bool empty;	   /* nothing was understood */
	double confidence; /* 0 to 1 */
};

/* wish_scale_asks(w): whether it changes anything. */
bool wish_scale_asks(const struct wish_scale *w);

/* intent_init(in): an intent that asks for nothing. */
void intent_init(struct intent *in);

/* intent_resolve(in, lex): remove the wishes that others override. */
void intent_resolve(struct intent *in, const struct lexicon *lex);

/* intent_is_empty(in): whether it asks for nothing. */
bool intent_is_empty(const struct intent *in);

#endif /* AMB_PLAN_READ_INTENT_H */
