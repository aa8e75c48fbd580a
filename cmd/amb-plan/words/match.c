#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "words/match.h"
#include "words/normalize.h"
#include "words/spelling.h"

enum { CORRECTIONS_MAX = 8 }; /* in a sentence, each being slow */

/* Bytes of text that are key, with a plural; 0 when a word continues. */
static size_t
reach(const char *text, const struct lex_key *key)
{
	const char *end = text + key->len;

	if (!normalize_is_word(end[-1]) || !normalize_is_word(end[0]))
		return key->len;
	if (isdigit((unsigned char)end[-1]))
		return 0;
	if (end[0] == 's' && !normalize_is_word(end[1]))
		return key->len + 1u;
	if (end[0] == 'e' && end[1] == 's' && !normalize_is_word(end[2]))
		return key->len + 2u;
	return 0;
}

/* Use key for [at, at + n), when that is the best so far. */
static void
offer(struct match *m, size_t at, size_t n, size_t value,
    const struct lex_key *key)
{
	uint32_t score = (uint32_t)value + m->score[at + n];

	if (score <= m->score[at])
		return;
	m->score[at] = score;
	m->step[at] = (uint16_t)n;
	m->key[at] = key;
}

/* The best cut of the text from at on. */
static void
search(struct match *m, size_t at)
{
	const char *p = m->text + at;
	size_t left = m->len - at;
	const struct lex_key *key;
	struct number_color written;
	uint32_t code;
	size_t n;

	n = (size_t)utf8_next(p, left, &code);
	m->score[at] = m->score[at + n];
	m->step[at] = (uint16_t)n;
	m->key[at] = NULL;
	if (at > 0 && normalize_is_word(p[0]) && normalize_is_word(p[-1]))
		return;
	n = number_color_read(m->text, at, &written);
	offer(m, at, n, n * n, NULL);
	key = lexicon_find(m->lex, p, left);
	for (; key != NULL; key = lexicon_shorter(m->lex, key)) {
		n = reach(p, key);
		offer(m, at, n, n * n, key);
	}
	if (m->pinyin[at] == p[0])
		return;
	/* a word by its sound counts half: spelling comes first */
	key = lexicon_find(m->lex, m->pinyin + at, left);
	for (; key != NULL; key = lexicon_shorter(m->lex, key))
		offer(m, at, key->len, (size_t)key->len * key->len / 2, key);
}

static enum token_kind
kind_at(const struct match *m, size_t at, struct number_color *written)
{
	unsigned char c = (unsigned char)m->text[at];

	if (m->key[at] != NULL)
		return TOKEN_WORD;
	if (number_color_read(m->text, at, written) == m->step[at])
		return written->is_color ? TOKEN_RGB : TOKEN_NUMBER;
	return c < 0x80 && ispunct(c) ? TOKEN_STOP : TOKEN_UNKNOWN;
}

/* Whether a character continues the unknown word before it. */
static bool
continues_word(const struct match *m, size_t at, enum token_kind kind)
{
	const struct token *last;

	if (m->count == 0)
		return false;
	last = &m->token[m->count - 1];
	return kind == TOKEN_UNKNOWN && last->kind == TOKEN_UNKNOWN &&
	       last->end == at &&
	       ((unsigned char)m->text[at] < 0x80) ==
		   ((unsigned char)m->text[at - 1] < 0x80);
}

static void
add(struct match *m, size_t at)
{
	struct token t = {.start = (uint16_t)at,
	    .end = (uint16_t)(at + m->step[at]),
	    .key = m->key[at]};

	t.kind = kind_at(m, at, &t.written);
	if (continues_word(m, at, t.kind))
		m->token[m->count - 1].end = t.end;
	else if (m->count < MATCH_TOKENS)
		m->token[m->count++] = t;
}

/* Whether a token that is not known touches token i. */
static bool
touches_unknown(const struct match *m, int i)
{
	const struct token *t = &m->token[i];

	return (match_is(m, i - 1, TOKEN_UNKNOWN) && t[-1].end == t->start) ||
	       (match_is(m, i + 1, TOKEN_UNKNOWN) && t[1].start == t->end);
}

static bool
is_pinyin(const struct match *m, const struct token *t)
{
	uint32_t code;

	return t->kind == TOKEN_WORD &&
	       utf8_next(lexicon_text(m->lex, t->key->text), t->key->len,
		   &code) != 0 &&
	       code >= LEX_PINYIN_FIRST && code <= LEX_PINYIN_LAST;
}

/* A word by its sound beside an unknown one is part of a name. */
static void
drop_misheard(struct match *m)
{
	int i;

	for (i = 0; i < m->count; i++)
		if (is_pinyin(m, &m->token[i]) && touches_unknown(m, i))
			m->token[i].kind = TOKEN_UNKNOWN;
}

/* An unknown word may be a known one with a letter wrong. */
static void
correct_spelling(struct match *m)
{
	struct token *t = m->token;
	int left = CORRECTIONS_MAX;

	for (; t < m->token + m->count && left > 0; t++) {
		if (t->kind != TOKEN_UNKNOWN ||
		    !normalize_is_word(m->text[t->start]))
			continue;
		t->key = spelling_find(
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
	m->len = normalize_text(m->text, m->from, text, strlen(text),
	    lex->simplified, lexicon_count(lex, LEX_SIMPLIFIED));
	normalize_pinyin(m->pinyin, m->text, m->len, lex->pinyin,
	    lexicon_count(lex, LEX_PINYIN));
	m->score[m->len] = 0;
	for (at = m->len; at-- > 0;)
		if ((m->text[at] & 0xc0) != 0x80)
			search(m, at);
	for (at = 0; at < m->len; at += m->step[at])
		if (m->text[at] != ' ')
			add(m, at);
	drop_misheard(m);
	correct_spelling(m);
}

bool
match_is(const struct match *m, int i, enum token_kind kind)
{
	return i >= 0 && i < m->count && m->token[i].kind == kind;
}

const struct lex_sense *
match_has(const struct match *m, int i, enum lex_slot slot)
{
	return match_is(m, i, TOKEN_WORD)
		   ? lexicon_sense(m->lex, m->token[i].key, slot)
		   : NULL;
}

int
match_value(const struct match *m, int i, enum lex_slot slot)
{
	const struct lex_sense *s = match_has(m, i, slot);

	return s == NULL ? MATCH_NO_VALUE : s->value;
}

enum lex_slot
match_scale(const struct match *m, int i)
{
	int slot;

	for (slot = LEX_BRIGHT; slot <= LEX_DEEP; slot++)
		if (match_has(m, i, (enum lex_slot)slot) != NULL)
			return (enum lex_slot)slot;
	return LEX_NONE;
}

int
match_before(const struct match *m, int i)
{
	do
		i--;
	while (match_has(m, i, LEX_NONE) != NULL);
	return i;
}

int
match_after(const struct match *m, int i)
{
	do
		i++;
	while (match_has(m, i, LEX_NONE) != NULL);
	return i;
}

bool
match_doubtful(const struct match *m, int i, const struct lex_sense *sense)
{
	return (sense->flags & LEX_WEAK) != 0 && touches_unknown(m, i);
}
