#include <string.h>

#include "read/clause.h"

char
clause_stop(const struct match *m, int i)
{
	return match_is(m, i, TOKEN_STOP) ? m->text[m->token[i].start] : '\0';
}

bool
clause_ends(const struct match *m, int i)
{
	char c = clause_stop(m, i);

	return (c != '\0' && strchr(",.;:!?()", c) != NULL) ||
	       match_has(m, i, LEX_CLAUSE) != NULL;
}

int
clause_first(const struct match *m, int i)
{
	while (i > 0 && !clause_ends(m, i - 1))
		i--;
	return i;
}

int
clause_last(const struct match *m, int i)
{
	while (i + 1 < m->count && !clause_ends(m, i))
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

/* Whether a token of [i, end) has this value. */
static bool
has_value(const struct match *m, int i, int end, enum lex_slot slot, int value)
{
	while (i < end && match_value(m, i, slot) != value)
		i++;
	return i < end;
}

bool
clause_has(const struct match *m, int i, enum lex_slot slot, int value)
{
	return has_value(
	    m, clause_first(m, i), clause_last(m, i) + 1, slot, value);
}

bool
clause_has_before(const struct match *m, int i, enum lex_slot slot, int value)
{
	return has_value(m, clause_first(m, i), i, slot, value);
}
