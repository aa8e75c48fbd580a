/*
 * compose.h - a plan out of what is asked for and what is lit now.
 *
 * Pure: the same intent and the same light give the same plan.
 */
#ifndef COMPOSE_H
#define COMPOSE_H

#include <stdbool.h>
#include <stdint.h>

#include "read/intent.h"
#include "light/strip.h"

enum {
	PLAN_SUBJECTS = 3,
	PLAN_GROUND = 4,
	PLAN_PROMPT = 512 /* bytes, with the NUL */
};

struct picture {
	char subject[PLAN_SUBJECTS][64]; /* emoji */
	int n_subjects;
	uint8_t ground[PLAN_GROUND][3]; /* top to bottom */
	int n_ground;
	char text[INTENT_TEXT_MAX]; /* "" for none */
	char prompt[PLAN_PROMPT];
};

/* What is lit now, as far as it is known. */
struct now {
	bool has_strip;
	bool has_picture;
	struct strip strip;
	struct picture picture;
};

struct plan {
	int parts; /* PART_ bits */
	struct strip strip;
	struct picture picture;
	/* for what is said of it */
	const struct lex_theme *theme; /* that leads, or NULL */
	const struct lex_emoji *emoji; /* that leads, or NULL */
	char name[INTENT_NAME_MAX];    /* what that was called; "" for none */
};

/* compose_needs_now(in): whether the plan depends on what is lit now. */
bool compose_needs_now(const struct intent *in);

/* compose(lex, in, now, out): make the plan. */
void compose(const struct lexicon *lex, const struct intent *in,
    const struct now *now, struct plan *out);

/* compose_lead(in, part): the wish that leads for a part; NULL for none. */
const struct wish_theme *compose_lead(const struct intent *in, int part);

/*
 * compose_is_palette(wish): whether it is no scene but colours ("pastels").
 */
bool compose_is_palette(const struct wish_theme *wish);

/* compose_rank(wish): of several, the greatest leads. */
int compose_rank(const struct wish_theme *wish);

void compose_strip(const struct lexicon *lex, const struct intent *in,
    const struct now *now, struct strip *out);

/* compose_add_color(s, c, max): add c, unless it is there or s has max. */
void compose_add_color(struct strip *s, const struct color *c, int max);

/* compose_is_banned(in, rgb): whether rgb is like a forbidden colour. */
bool compose_is_banned(const struct intent *in, const uint8_t rgb[3]);

/*
 * compose_colors(s, lex, in, scene): change the colours of s, which has its
 * mode, as asked; scene: s is that of a theme, to be mixed with.
 */
void compose_colors(struct strip *s, const struct lexicon *lex,
    const struct intent *in, bool scene);

void compose_picture(const struct lexicon *lex, const struct intent *in,
    const struct now *now, struct picture *out);

#endif /* COMPOSE_H */
