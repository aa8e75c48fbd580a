#include <string.h>

#include "read/clause.h"

/* Whether it may be negated or assigned to a part. */
static bool
is_content(const struct match *m, int i)
{
	static const enum lex_slot slots[] = {LEX_COLOR, LEX_THEME, LEX_EMOJI,
	    LEX_MODE, LEX_BRIGHT, LEX_SPEED, LEX_WARM, LEX_SOFT, LEX_VIVID,
	    LEX_DEEP, LEX_POWER, LEX_PERCENT, LEX_MOVE, LEX_MARK};
	size_t k;

	if (match_is(m, i, TOKEN_NUMBER) || match_is(m, i, TOKEN_RGB))
		return true;
	for (k = 0; k < sizeof(slots) / sizeof(slots[0]); k++)
		if (match_has(m, i, slots[k]) != NULL)
			return true;
	return false;
}

/* "That red is ugly": negate what is before, in the same clause. */
static void
mark_before(struct reading *r, int i)
{
	int k;

	for (k = clause_first(r->m, i); k < i; k++)
		r->note[k].negated = true;
}

/* "Red, I do not like": nothing behind it in its clause can be negated. */
static bool
denies_before(const struct match *m, int i)
{
	int value = match_value(m, i, LEX_NOT);
	int last = clause_last(m, i);

	if (value == NOT_BEFORE)
		return true;
	if (value != NOT_REQUEST)
		return false;
	for (i++; i <= last; i++)
		if (is_content(m, i) || match_has(m, i, LEX_PART) != NULL ||
		    match_has(m, i, LEX_SAFETY) != NULL)
			return false;
	return true;
}

/* "not" reaches to the end of its clause, or to a "but" behind its object. */
static void
mark_negated(struct reading *r)
{
	const struct match *m = r->m;
	bool negated = false;
	bool hit = false;
	int i;

	for (i = 0; i < m->count; i++) {
		if (denies_before(m, i)) {
			mark_before(r, i);
		} else if (match_has(m, i, LEX_NOT) != NULL) {
			negated = true;
			hit = false;
		} else if (clause_ends(m, i)) {
			negated = false;
		} else if (hit && (match_has(m, i, LEX_TURN) != NULL ||
				      match_has(m, i, LEX_SHOW) != NULL)) {
			negated = false;
		}
		r->note[i].negated = negated;
		hit |= negated && is_content(m, i);
	}
}

/* The part that a token names, 0 for none; a verb counts when no noun does. */
static int
part_at(const struct reading *r, int i, bool verbs)
{
	int part = match_value(r->m, i, LEX_PART);

	if (r->note[i].negated)
		return 0;
	if (part == PART_GROUND)
		return PART_MATRIX;
	if (part == PART_STRIP || part == PART_MATRIX || part == PART_BOTH)
		return part;
	return verbs && match_has(r->m, i, LEX_SHOW) != NULL ? PART_MATRIX : 0;
}

static void
set_scope(struct reading *r, int first, int last, int scope)
{
	for (; first <= last; first++)
		r->note[first].scope = (uint8_t)scope;
}

struct span {
	int first;
	int last;
	int parts;	   /* all that it names */
	int targets;	   /* how often it names one */
	bool verbs;	   /* no noun does */
	bool content_last; /* there is content behind the last target */
};

static struct span
span_of(const struct reading *r, int first, int last)
{
	struct span s = {.first = first, .last = last, .verbs = true};
	int i;

	for (i = first; i <= last; i++)
		if (part_at(r, i, false) != 0)
			s.verbs = false;
	for (i = first; i <= last; i++) {
		if (part_at(r, i, s.verbs) != 0) {
			s.parts |= part_at(r, i, s.verbs);
			s.targets++;
			s.content_last = false;
		} else if (is_content(r->m, i)) {
			s.content_last = true;
		}
	}
	return s;
}

/* Several parts in one clause: each takes what follows, or what precedes. */
static void
share_out(struct reading *r, const struct span *s)
{
	int start = s->first;
	int scope = 0;
	int part;
	int i;

	for (i = s->first; i <= s->last; i++) {
		part = part_at(r, i, s->verbs);
		if (part == 0)
			continue;
		if (!s->content_last || scope == 0)
			set_scope(r, start, i, part);
		else
			set_scope(r, start, i - 1, scope);
		start = s->content_last ? i : i + 1;
		scope = part;
	}
	set_scope(r, start, s->last, scope);
}

/* "Leave the strip alone": the parts that must not change. */
static int
left_alone(const struct reading *r, const struct span *s)
{
	const struct match *m = r->m;
	bool keep = false;
	int parts = 0;
	int part;
	int i;

	for (i = s->first; i <= s->last; i++) {
		if (is_content(m, i) && !r->note[i].negated)
			return 0;
		keep |= match_has(m, i, LEX_KEEP) != NULL || r->note[i].negated;
		part = match_value(m, i, LEX_PART);
		if (part == PART_STRIP || part == PART_MATRIX)
			parts |= part;
	}
	return keep ? parts : 0;
}

/* "All but the matrix": the negated parts behind which nothing comes. */
static int
spared(const struct reading *r, const struct span *s)
{
	int parts = 0;
	int part;
	int i;

	for (i = s->last; i >= s->first && !is_content(r->m, i); i--) {
		part = match_value(r->m, i, LEX_PART);
		if (r->note[i].negated &&
		    (part == PART_STRIP || part == PART_MATRIX))
			parts |= part;
	}
	return parts;
}

/* Set the scope of a clause; before is that of the one before it. */
static int
set_parts(struct reading *r, const struct span *s, int before)
{
	const struct match *m = r->m;
	int alone = left_alone(r, s);
	int i;

	if (alone != 0) {
		r->in.excluded |= alone;
		return 0;
	}
	r->in.excluded |= spared(r, s);
	r->in.parts |= s->parts;
	for (i = s->first; i <= s->last; i++)
		if (match_has(m, i, LEX_ONLY) != NULL)
			r->in.only |= s->parts;
	if (s->targets == 0) {
		if (match_value(m, s->last, LEX_PART) == PART_LIGHT ||
		    clause_find(m, s->first, LEX_PART) != -1 ||
		    clause_has(m, s->first, LEX_PART, PART_ALL))
			before = 0;
		set_scope(r, s->first, s->last, before);
		return before;
	}
	if (s->targets > 1 && s->parts == PART_BOTH)
		share_out(r, s);
	else
		set_scope(r, s->first, s->last, s->parts);
	return r->note[s->last].scope;
}

void
clause_mark(struct reading *r)
{
	const struct match *m = r->m;
	struct span s;
	int scope = 0;
	int first;
	char stop;

	mark_negated(r);
	for (first = 0; first < m->count; first = s.last + 1) {
		s = span_of(r, first, clause_last(m, first));
		scope = set_parts(r, &s, scope);
		stop = clause_stop(m, s.last);
		if (stop != '\0' && strchr(".!?", stop) != NULL)
			scope = 0;
	}
}
