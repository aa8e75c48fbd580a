#include <stdlib.h>

#include "read/clause.h"
#include "read/readers.h"

/* How the words around a scale word modify it. */
struct modifier {
	int degree; /* enum lex_degree, or MATCH_NO_VALUE */
	bool step;  /* a change, not a level */
	bool back;  /* in the other direction */
	double steps;
};

static const struct {
	bool step;
	bool back;
	double steps;
} modifiers[] = {
    [DEGREE_BIT] = {true, false, 1},
    [DEGREE_MORE] = {true, false, 1.5},
    [DEGREE_MUCH] = {true, false, 3},
    [DEGREE_VERY] = {false, false, 1.5},
    [DEGREE_TOO] = {true, true, 1.5},
    [DEGREE_SO] = {false, false, 1.5},
    [DEGREE_SHORT] = {true, false, 1.5},
    [DEGREE_MOST] = {false, false, 1.5},
};

/* The level of a plain word: less, more; with "very" or "most". */
static const double levels[SCALES][4] = {
    [SCALE_BRIGHT] = {0.3, 0.9, 0.12, 1},
    [SCALE_SPEED] = {-1, 1, -2, 2},
};

static int
degree_near(const struct match *m, int i, int step)
{
	int left = 3; /* words */

	for (i += step; i >= 0 && i < m->count && left > 0; i += step, left--) {
		if (match_has(m, i, LEX_DEGREE) != NULL)
			return match_value(m, i, LEX_DEGREE);
		if (match_has(m, i, LEX_NONE) == NULL &&
		    match_has(m, i, LEX_NOT) == NULL)
			break;
	}
	return MATCH_NO_VALUE;
}

static void
apply(struct modifier *a, int degree)
{
	if (degree == MATCH_NO_VALUE)
		return;
	a->degree = degree;
	a->step |= modifiers[degree].step;
	a->back |= modifiers[degree].back;
	a->steps = modifiers[degree].steps;
}

static struct modifier
modifier_of(const struct reading *r, int i, int form)
{
	const struct match *m = r->m;
	struct modifier a = {.degree = MATCH_NO_VALUE, .steps = 1.5};

	a.step = form == FORM_MORE || form == FORM_COMPLAINT;
	apply(&a, degree_near(m, i, -1));
	apply(&a, degree_near(m, i, 1));
	if (form == FORM_MOST)
		a.degree = DEGREE_MOST;
	if (form == FORM_COMPLAINT)
		a.back = false;
	if (!r->note[i].negated || form == FORM_COMPLAINT)
		return a;
	/* "not too bright" wants less, as "too bright" does */
	a.back = true;
	a.step = true;
	return a;
}

static void
note_used(struct reading *r, int i, enum scale scale)
{
	r->note[i].used = true;
	if (scale == SCALE_BRIGHT || scale == SCALE_SPEED)
		r->in.light = true;
}

/* Whether a number in the clause sets the brightness. */
static bool
has_number(const struct match *m, int i)
{
	int last = clause_last(m, i);

	for (i = clause_first(m, i); i <= last; i++)
		if (read_is_brightness(m, i))
			return true;
	return false;
}

/* "Twice as bright": the amount is the word beside it. */
static bool
is_doubled(const struct match *m, int i)
{
	return abs(match_value(m, i - 1, LEX_MOVE)) == MOVE_DOUBLE ||
	       abs(match_value(m, i + 1, LEX_MOVE)) == MOVE_DOUBLE;
}

static struct wish_scale
level(double value)
{
	return (struct wish_scale){.is_set = true, .value = value, .factor = 1};
}

static struct wish_scale
change(enum scale scale, int sign, const struct modifier *a)
{
	bool far = a->degree == DEGREE_VERY || a->degree == DEGREE_MOST;
	struct wish_scale wish = {.factor = 1};

	if (a->step)
		wish.steps = sign * a->steps;
	else if (scale > SCALE_SPEED)
		wish.tone = sign * a->steps;
	else
		wish = level(levels[scale][(sign > 0) + 2 * far]);
	return wish;
}

void
read_scale(struct reading *r, int i)
{
	const struct match *m = r->m;
	enum lex_slot slot = match_scale(m, i);
	enum scale scale = (enum scale)(slot - LEX_BRIGHT);
	int value = match_value(m, i, slot);
	struct wish_scale wish;
	struct modifier a;

	if (match_doubtful(m, i, match_has(m, i, slot)))
		return;
	note_used(r, i, scale);
	if (is_doubled(m, i) || (scale == SCALE_BRIGHT && has_number(m, i)))
		return;
	a = modifier_of(r, i, abs(value));
	wish = change(scale, (value > 0) == !a.back ? 1 : -1, &a);
	read_wish(r, i, scale, &wish);
}

void
read_percent(struct reading *r, int i)
{
	struct wish_scale wish =
	    level(match_value(r->m, i, LEX_PERCENT) / 100.0);

	if (match_has(r->m, i + 1, LEX_COLOR) != NULL) /* "half red" */
		return;
	wish.exact = true;
	read_wish(r, i, SCALE_BRIGHT, &wish);
	note_used(r, i, SCALE_BRIGHT);
}

/* The scale to change: the one named, or that of the word beside it. */
static enum scale
scale_near(const struct match *m, int i)
{
	static const enum scale scales[] = {[QUANTITY_BRIGHT] = SCALE_BRIGHT,
	    [QUANTITY_SPEED] = SCALE_SPEED,
	    [QUANTITY_KELVIN] = SCALE_WARM};
	int k = clause_find(m, i, LEX_QUANTITY);

	if (k != -1)
		return scales[match_value(m, k, LEX_QUANTITY)];
	/* "twice as fast" */
	return match_has(m, i + 1, LEX_SPEED) != NULL ||
		       match_has(m, i - 1, LEX_SPEED) != NULL
		   ? SCALE_SPEED
		   : SCALE_BRIGHT;
}

void
read_move(struct reading *r, int i)
{
	const struct lex_sense *sense = match_has(r->m, i, LEX_MOVE);
	enum scale scale = scale_near(r->m, i);
	struct wish_scale wish = {.factor = 1};
	struct modifier a = modifier_of(r, i, FORM_MORE);
	int sign = (sense->value > 0) == !a.back ? 1 : -1;

	if (sense->value == MOVE_TO || has_number(r->m, i))
		return;
	if (scale == SCALE_WARM) /* more kelvin is colder */
		sign = -sign;
	if ((sense->flags & LEX_WEAK) != 0 &&
	    clause_find(r->m, i, LEX_QUANTITY) == -1)
		return;
	if (abs(sense->value) == MOVE_DOUBLE)
		wish.factor = sense->value > 0 ? 2 : 0.5;
	else if (abs(sense->value) == MOVE_END && scale != SCALE_WARM)
		wish = level(levels[scale][2 + (sign > 0)]);
	else
		wish.steps = sign * a.steps;
	read_wish(r, i, scale, &wish);
	note_used(r, i, scale);
}
