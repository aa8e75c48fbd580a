#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "read/clause.h"
#include "read/readers.h"

enum { TEXT_CHARS = 2, AHEAD = 4 };

/* The text is the first two characters of [start, end), as in the source. */
static void
set_text(struct reading *r, size_t start, size_t end)
{
	const struct match *m = r->m;
	const char *p = m->source + m->from[start];
	size_t len = (size_t)(m->from[end] - m->from[start]);
	size_t n = 0;
	uint32_t code;
	int i;

	for (i = 0; i < TEXT_CHARS && n < len; i++)
		n += (size_t)utf8_next(p + n, len - n, &code);
	while (n > 0 && p[n - 1] == ' ')
		n--;
	if (n == 0 || n >= INTENT_TEXT_MAX)
		return;
	memcpy(r->in.text, p, n);
	r->in.text[n] = '\0';
}

static bool
is_quote(const struct match *m, int i)
{
	return match_is(m, i, TOKEN_STOP) && m->text[m->token[i].start] == '"';
}

/* The quotation that begins at token i. */
static bool
show_quoted(struct reading *r, int i)
{
	const struct match *m = r->m;
	int k;

	if (!is_quote(m, i))
		return false;
	for (k = i + 1; k < m->count; k++) {
		if (is_quote(m, k)) {
			set_text(r, m->token[i].end, m->token[k].start);
			return k > i + 1;
		}
		r->note[k].used = true;
	}
	return false;
}

/* Whether a mark is only part of a longer word. */
static bool
in_a_word(const struct reading *r, int i)
{
	const struct token *t = &r->m->token[i];
	bool tail =
	    match_is(r->m, i + 1, TOKEN_UNKNOWN) && t[1].start == t->end;

	if (clause_find(r->m, i, LEX_SHOW) != -1 ||
	    r->note[i].scope == PART_MATRIX)
		return tail;
	return tail ||
	       (t[-1].kind == TOKEN_UNKNOWN && t[-1].end - t[-1].start > 3);
}

/* 福字: the character right before the mark. */
static bool
show_before(struct reading *r, int i)
{
	const struct match *m = r->m;
	size_t at = m->token[i].start;

	if (is_quote(m, i - 1))
		return true; /* read when the quote began */
	if (i == 0 || m->token[i - 1].end != at || at < 3 || in_a_word(r, i) ||
	    (unsigned char)m->text[at - 1] < 0x80 ||
	    match_has(m, i - 1, LEX_NONE) != NULL ||
	    match_has(m, i - 1, LEX_ARTICLE) != NULL)
		return false;
	r->note[i - 1].used = true;
	set_text(r, at - 3, at);
	return true;
}

/* A word that may stand between the mark and the text. */
static bool
is_filler(const struct match *m, int i)
{
	return match_has(m, i, LEX_NONE) != NULL ||
	       match_has(m, i, LEX_ARTICLE) != NULL ||
	       match_has(m, i, LEX_MARK) != NULL || match_is(m, i, TOKEN_STOP);
}

/* "OK": one or two capital letters. */
static bool
is_capital(const struct match *m, int i)
{
	size_t from = m->from[m->token[i].start];
	size_t to = from + (m->token[i].end - m->token[i].start);
	size_t k;

	for (k = from; k < to; k++)
		if (m->source[k] < 'A' || m->source[k] > 'Z')
			return false;
	return to - from <= TEXT_CHARS;
}

/* The first text, number or word behind a mark. */
static void
show_after(struct reading *r, int i, int mark)
{
	const struct match *m = r->m;
	int last = clause_last(m, i);
	int k;

	for (k = i + 1; k <= last && k <= i + AHEAD; k++) {
		if (show_quoted(r, k))
			return;
		if (match_has(m, k, LEX_PART) != NULL)
			return;
		if (is_filler(m, k) && k < last && !is_capital(m, k))
			continue;
		if (mark == MARK_DIGIT && !match_is(m, k, TOKEN_NUMBER))
			return;
		r->note[k].used = true;
		if (mark == MARK_DIGIT && m->token[k].written.number < 100)
			snprintf(r->in.text, INTENT_TEXT_MAX, "%.0f",
			    m->token[k].written.number);
		else
			set_text(r, m->token[k].start, m->token[k].end);
		return;
	}
}

void
read_text(struct reading *r, int i)
{
	int mark = match_value(r->m, i, LEX_MARK);

	r->note[i].used = true;
	if (r->in.text[0] != '\0' || r->note[i].negated)
		return;
	if (mark == MARK_CHAR && show_before(r, i))
		return;
	show_after(r, i, mark);
}

/* "Show 8": a number or a quotation. */
void
read_show(struct reading *r, int i)
{
	const struct match *m = r->m;
	int k = i + 1;

	while (match_has(m, k, LEX_ARTICLE) != NULL ||
	       match_has(m, k, LEX_NONE) != NULL)
		k++;
	if (k >= m->count || r->in.text[0] != '\0' || r->note[i].negated)
		return;
	if (show_quoted(r, k))
		return;
	if (!match_is(m, k, TOKEN_NUMBER) || m->token[k].written.unit != -1)
		return;
	if (k + 1 < m->count && m->token[k + 1].kind != TOKEN_STOP &&
	    match_has(m, k + 1, LEX_NONE) == NULL)
		return;
	r->note[k].used = true;
	set_text(r, m->token[k].start, m->token[k].end);
}
