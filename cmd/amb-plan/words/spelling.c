#include <string.h>

#include "words/spelling.h"

/* Letters of a word that may be corrected. */
enum { SWAP_MIN = 4, EDIT_MIN = 5, LETTERS_MAX = 24 };

struct draft {
	char text[LETTERS_MAX + 2];
	size_t len;
};

/* The key that is exactly this word, unless a guess would do harm. */
static const struct lex_key *
known(const struct lexicon *lex, const struct draft *d)
{
	const struct lex_key *key = lexicon_find(lex, d->text, d->len);
	const struct lex_sense *s;

	if (key == NULL || key->len != d->len)
		return NULL;
	s = lex->senses + key->sense;
	return s->slot == LEX_OTHER || s->slot == LEX_NOT ||
		       s->slot == LEX_SAFETY || (s->flags & LEX_THING) != 0
		   ? NULL
		   : key;
}

static const struct lex_key *
without_repeats(const struct lexicon *lex, const char *word, size_t len)
{
	struct draft d = {"", 0};
	size_t i;

	for (i = 0; i < len; i++)
		if (d.len == 0 || d.text[d.len - 1] != word[i])
			d.text[d.len++] = word[i];
	return d.len < len ? known(lex, &d) : NULL;
}

static const struct lex_key *
swap(const struct lexicon *lex, const struct draft *word)
{
	const struct lex_key *key = NULL;
	struct draft d;
	size_t i;

	for (i = 0; i + 1 < word->len && key == NULL; i++) {
		d = *word;
		d.text[i] = word->text[i + 1];
		d.text[i + 1] = word->text[i];
		key = known(lex, &d);
	}
	return key;
}

static const struct lex_key *
drop(const struct lexicon *lex, const struct draft *word)
{
	const struct lex_key *key = NULL;
	struct draft d;
	size_t i;

	for (i = 0; i < word->len && key == NULL; i++) {
		d = *word;
		memmove(d.text + i, d.text + i + 1, d.len - i);
		d.len--;
		key = known(lex, &d);
	}
	return key;
}

/* One letter changed, or, when more is 1, put in. */
static const struct lex_key *
change(const struct lexicon *lex, const struct draft *word, size_t more)
{
	const struct lex_key *key = NULL;
	struct draft d;
	size_t i;
	char c;

	/* the first letter is seldom wrong */
	for (i = 1; i < word->len + more && key == NULL; i++) {
		d = *word;
		memmove(d.text + i + more, word->text + i, word->len - i + 1);
		d.len += more;
		for (c = 'a'; c <= 'z' && key == NULL; c++) {
			d.text[i] = c;
			key = known(lex, &d);
		}
	}
	return key;
}

const struct lex_key *
spelling_find(const struct lexicon *lex, const char *word, size_t len)
{
	const struct lex_key *key;
	struct draft d = {.len = len};

	if (len < SWAP_MIN || len > LETTERS_MAX)
		return NULL;
	memcpy(d.text, word, len);
	key = without_repeats(lex, word, len);
	if (key == NULL)
		key = swap(lex, &d);
	if (len < EDIT_MIN)
		return key;
	if (key == NULL)
		key = drop(lex, &d);
	if (key == NULL)
		key = change(lex, &d, 0);
	return key != NULL ? key : change(lex, &d, 1);
}
