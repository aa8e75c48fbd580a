#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "words/match.h"
#include "words/spelling.h"

enum { TYPOS = 8 }; /* words of a sentence to mend, for the time it takes */

/* How far a key reaches from at on, with a plural; 0 when it is cut off. */
static size_t
reach(const struct fold *f, size_t at, const struct lex_key *key)
{
	const char *p = f->text + at;
	const char *end = p + key->len;

	if (fold_is_word(p[0]) && at > 0 && fold_is_word(p[-1]))
		return 0;
	if (!fold_is_word(end[-1]) || !fold_is_word(end[0]))
		return key->len;
	if (isdigit((unsigned char)end[-1]))
		return 0;
	if (end[0] == 's' && !fold_is_word(end[1]))
		return key->len + 1u;
	if (end[0] == 'e' && end[1] == 's' && !fold_is_word(end[2]))
		return key->len + 2u;
	return 0;
}

static uint32_t
worth(const struct match *m, size_t at, size_t n)
{
	return (uint32_t)(n * n) + m->score[at + n];
}

static void
take(struct match *m, size_t at, size_t n, const struct lex_key *key)
{
	m->score[at] = worth(m, at, n);
	m->step[at] = (uint16_t)n;
	m->key[at] = key;
}

/* A word as it sounds counts half: what is written comes first. */
static void
search_sound(struct match *m, size_t at)
{
	size_t left = m->fold.len - at;
	const struct lex_key *key = lexicon_find(m->lex, m->sound + at, left);
	uint32_t score;

	for (; key != NULL; key = lexicon_shorter(m->lex, key)) {
		score =
		    (uint32_t)key->len * key->len / 2 + m->score[at + key->len];
		if (score <= m->score[at])
			continue;
		m->score[at] = score;
		m->step[at] = key->len;
		m->key[at] = key;
	}
}

/* The best cut of what is left from at on. */
static void
search(struct match *m, size_t at)
{
	const struct fold *f = &m->fold;
	const struct lex_key *key;
	struct literal literal;
	uint32_t code;
	size_t n;

	n = (size_t)utf8_next(f->text + at, f->len - at, &code);
	m->score[at] = m->score[at + n];
	m->step[at] = (uint16_t)n;
	m->key[at] = NULL;
	if (fold_is_word(f->text[at]) && at > 0 &&
	    fold_is_word(f->text[at - 1]))
		return;
	n = literal_read(f->text, at, &literal);
	if (n > 0 && worth(m, at, n) > m->score[at])
		take(m, at, n, NULL);
	key = lexicon_find(m->lex, f->text + at, f->len - at);
	for (; key != NULL; key = lexicon_shorter(m->lex, key)) {
		n = reach(f, at, key);
		if (n > 0 && worth(m, at, n) > m->score[at])
			take(m, at, n, key);
	}
	if (m->sound[at] != m->text[at])
		search_sound(m, at);
}

static enum token_kind
kind_at(const struct match *m, size_t at, struct literal *literal)
{
	unsigned char c = (unsigned char)m->fold.text[at];

	if (m->key[at] != NULL)
		return TOKEN_WORD;
	if (literal_read(m->fold.text, at, literal) == m->step[at])
		return TOKEN_LITERAL;
	return c < 0x80 && ispunct(c) ? TOKEN_STOP : TOKEN_UNKNOWN;
}

/* A letter more of a word that is not known. */
static bool
goes_on(const struct match *m, size_t at, enum token_kind kind)
{
	const struct token *last;

	if (m->count == 0)
		return false;
	last = &m->token[m->count - 1];
	return kind == TOKEN_UNKNOWN && last->kind == TOKEN_UNKNOWN &&
	       last->end == at &&
	       ((unsigned char)m->fold.text[at] < 0x80) ==
		   ((unsigned char)m->fold.text[at - 1] < 0x80);
}

static void
add(struct match *m, size_t at)
{
	struct token t = {.start = (uint16_t)at,
	    .end = (uint16_t)(at + m->step[at]),
	    .key = m->key[at]};

	t.kind = kind_at(m, at, &t.literal);
	if (goes_on(m, at, t.kind))
		m->token[m->count - 1].end = t.end;
	else if (m->count < MATCH_TOKENS)
		m->token[m->count++] = t;
}

static bool
is_unknown_beside(const struct match *m, int i, int step)
{
	const struct token *t = &m->token[i];
	const struct token *n = t + step;

	return i + step >= 0 && i + step < m->count &&
	       n->kind == TOKEN_UNKNOWN &&
	       (step < 0 ? n->end == t->start : t->end == n->start);
}

/*
 * What sounds like a word, in the middle of what is not known, is a part of
 * some name.
 */
static void
unhear(struct match *m)
{
	struct token *t;
	uint32_t code;
	int i;

	for (i = 0; i < m->count; i++) {
		t = &m->token[i];
		if (t->kind != TOKEN_WORD ||
		    utf8_next(lexicon_text(m->lex, t->key->text), t->key->len,
			&code) == 0 ||
		    code < LEX_SOUND_FIRST || code > LEX_SOUND_LAST)
			continue;
		if (is_unknown_beside(m, i, -1) || is_unknown_beside(m, i, 1))
			t->kind = TOKEN_UNKNOWN;
	}
}

/* What is not known may be a word with a letter wrong. */
static void
mend(struct match *m)
{
	struct token *t = m->token;
	int left = TYPOS;

	for (; t < m->token + m->count && left > 0; t++) {
		if (t->kind != TOKEN_UNKNOWN ||
		    !fold_is_word(m->text[t->start]))
			continue;
		t->key = typo_find(
		    m->lex, m->text + t->start, (size_t)(t->end - t->start));
		if (t->key != NULL)
			t->kind = TOKEN_WORD;
		left--;
	}
}

void
match_run(struct match *m, const struct lexicon *lex, const char *text)
{
	size_t at;

	m->lex = lex;
	m->source = text;
	m->count = 0;
	m->fold.text = m->text;
	m->fold.from = m->from;
	fold_text(&m->fold, text, strlen(text), lex->folds,
	    lexicon_count(lex, LEX_FOLDS));
	fold_sound(m->sound, m->text, m->fold.len, lex->sounds,
	    lexicon_count(lex, LEX_SOUNDS));
	m->score[m->fold.len] = 0;
	for (at = m->fold.len; at-- > 0;)
		if ((m->text[at] & 0xc0) != 0x80)
			search(m, at);
	for (at = 0; at < m->fold.len; at += m->step[at])
		if (m->text[at] != ' ')
			add(m, at);
	unhear(m);
	mend(m);
}

const struct lex_sense *
match_has(const struct match *m, int i, enum lex_slot slot)
{
	if (i < 0 || i >= m->count || m->token[i].kind != TOKEN_WORD)
		return NULL;
	return lexicon_sense(m->lex, m->token[i].key, slot);
}

int
match_value(const struct match *m, int i, enum lex_slot slot)
{
	const struct lex_sense *s = match_has(m, i, slot);

	return s == NULL ? MATCH_NO_VALUE : s->value;
}

bool
match_doubtful(const struct match *m, int i, const struct lex_sense *sense)
{
	const struct token *t = m->token;

	if ((sense->flags & LEX_WEAK) == 0)
		return false;
	if (i > 0 && t[i - 1].kind == TOKEN_UNKNOWN &&
	    t[i - 1].end == t[i].start)
		return true;
	return i + 1 < m->count && t[i + 1].kind == TOKEN_UNKNOWN &&
	       t[i + 1].start == t[i].end;
}
