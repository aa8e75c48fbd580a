#include <string.h>

#include "read/intent.h"

/* What may be negated, and what a part may be told. */
static bool
is_content(const struct match *m, int i)
{
	static const enum lex_slot slots[] = {LEX_COLOR, LEX_THEME, LEX_EMOJI,
	    LEX_MODE, LEX_BRIGHT, LEX_SPEED, LEX_WARM, LEX_SOFT, LEX_VIVID,
	    LEX_DEEP, LEX_POWER, LEX_PERCENT, LEX_MOVE, LEX_MARK};
	size_t k;

	if (m->token[i].kind == TOKEN_LITERAL)
		return true;
	for (k = 0; k < sizeof(slots) / sizeof(slots[0]); k++)
		if (match_has(m, i, slots[k]) != NULL)
			return true;
	return false;
}

static char
stop_at(const struct match *m, int i)
{
	return m->token[i].kind == TOKEN_STOP ? m->fold.text[m->token[i].start]
					      : '\0';
}

static bool
ends_clause(const struct match *m, int i)
{
	char c = stop_at(m, i);

	return (c != '\0' && strchr(",.;:!?()", c) != NULL) ||
	       match_has(m, i, LEX_CLAUSE) != NULL;
}

int
clause_first(const struct match *m, int i)
{
	while (i > 0 && !ends_clause(m, i - 1))
		i--;
	return i;
}

int
clause_last(const struct match *m, int i)
{
	while (i + 1 < m->count && !ends_clause(m, i))
		i++;
	return i;
}

int
clause_find(const struct match *m, int i, enum lex_slot slot)
{
	int first = clause_first(m, i);
	int last = clause_last(m, i);
	int d;

	for (d = 1; i - d >= first || i + d <= last; d++) {
		if (i - d >= first && match_has(m, i - d, slot) != NULL)
			return i - d;
		if (i + d <= last && match_has(m, i + d, slot) != NULL)
			return i + d;
	}
	return -1;
}

/* "That red is ugly": what stands before, in the same clause. */
static void
mark_before(struct match *m, int i)
{
	int k;

	for (k = clause_first(m, i); k < i; k++)
		m->token[k].negated = true;
}

/* "Red, I do not like": nothing behind it in its clause to deny. */
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

/* "not" reaches to the end of its clause, or to a "but" behind what it hit. */
static void
mark_negated(struct match *m)
{
	bool negated = false;
	bool hit = false;
	int i;

	for (i = 0; i < m->count; i++) {
		if (denies_before(m, i)) {
			mark_before(m, i);
		} else if (match_has(m, i, LEX_NOT) != NULL) {
			negated = true;
			hit = false;
		} else if (ends_clause(m, i)) {
			negated = false;
		} else if (hit && (match_has(m, i, LEX_TURN) != NULL ||
				      match_has(m, i, LEX_SHOW) != NULL)) {
			negated = false;
		}
		m->token[i].negated = negated;
		hit |= negated && is_content(m, i);
	}
}

/* The part that a token names, 0 for none; a verb counts when no noun does. */
static int
part_at(const struct match *m, int i, bool verbs)
{
	int part = match_value(m, i, LEX_PART);

	if (m->token[i].negated)
		return 0;
	if (part == PART_GROUND)
		return PART_MATRIX;
	if (part == PART_STRIP || part == PART_MATRIX || part == PART_BOTH)
		return part;
	return verbs && match_has(m, i, LEX_SHOW) != NULL ? PART_MATRIX : 0;
}

static void
set_scope(struct match *m, int first, int last, int scope, bool told)
{
	for (; first <= last; first++) {
		m->token[first].scope = (uint8_t)scope;
		m->token[first].told = told;
	}
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
survey(const struct match *m, int first, int last)
{
	struct span s = {.first = first, .last = last, .verbs = true};
	int i;

	for (i = first; i <= last; i++)
		if (part_at(m, i, false) != 0)
			s.verbs = false;
	for (i = first; i <= last; i++) {
		if (part_at(m, i, s.verbs) != 0) {
			s.parts |= part_at(m, i, s.verbs);
			s.targets++;
			s.content_last = false;
		} else if (is_content(m, i)) {
			s.content_last = true;
		}
	}
	return s;
}

/* Several parts in one clause: each takes what follows, or what precedes. */
static void
share_out(struct match *m, const struct span *s)
{
	int start = s->first;
	int scope = 0;
	int part;
	int i;

	for (i = s->first; i <= s->last; i++) {
		part = part_at(m, i, s->verbs);
		if (part == 0)
			continue;
		if (!s->content_last || scope == 0)
			set_scope(m, start, i, part, true);
		else
			set_scope(m, start, i - 1, scope, true);
		start = s->content_last ? i : i + 1;
		scope = part;
	}
	set_scope(m, start, s->last, scope, true);
}

/* "Leave the strip alone": a part that is named to stay as it is. */
static int
left_alone(const struct match *m, const struct span *s)
{
	bool keep = false;
	int parts = 0;
	int part;
	int i;

	for (i = s->first; i <= s->last; i++) {
		if (is_content(m, i) && !m->token[i].negated)
			return 0;
		keep |=
		    match_has(m, i, LEX_KEEP) != NULL || m->token[i].negated;
		part = match_value(m, i, LEX_PART);
		if (part == PART_STRIP || part == PART_MATRIX)
			parts |= part;
	}
	return keep ? parts : 0;
}

static int
clause_parts(
    struct match *m, struct intent *in, const struct span *s, int before)
{
	int alone = left_alone(m, s);
	int i;

	if (alone != 0) {
		in->excluded |= alone;
		return 0;
	}
	in->parts |= s->parts;
	for (i = s->first; i <= s->last; i++)
		if (match_has(m, i, LEX_ONLY) != NULL)
			in->only |= s->parts;
	if (s->targets == 0) {
		if (match_value(m, s->last, LEX_PART) == PART_LIGHT ||
		    clause_find(m, s->first, LEX_PART) != -1)
			before = 0;
		set_scope(m, s->first, s->last, before, false);
		return before;
	}
	if (s->targets > 1 && s->parts == PART_BOTH)
		share_out(m, s);
	else
		set_scope(m, s->first, s->last, s->parts, true);
	return m->token[s->last].scope;
}

void
clause_mark(struct match *m, struct intent *in)
{
	struct span s;
	int scope = 0;
	int first;
	int last;

	mark_negated(m);
	for (first = 0; first < m->count; first = last + 1) {
		last = clause_last(m, first);
		s = survey(m, first, last);
		scope = clause_parts(m, in, &s, scope);
		if (strchr(".!?", stop_at(m, last)) != NULL &&
		    stop_at(m, last) != '\0')
			scope = 0;
	}
}
