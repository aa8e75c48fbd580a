#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "mk/builder.h"
#include "words/normalize.h"

void
builder_init(struct builder *b)
{
	*b = (struct builder){.simplified.size = sizeof(struct lex_char),
	    .pinyin.size = sizeof(struct lex_char),
	    .words.size = sizeof(struct word),
	    .colors.size = sizeof(struct lex_color),
	    .themes.size = sizeof(struct lex_theme),
	    .emojis.size = sizeof(struct lex_emoji),
	    .tints.size = sizeof(struct lex_tint),
	    .templates.size = sizeof(struct lex_template),
	    .strings.size = 1};
	builder_string(b, ""); /* offset 0 is no text */
}

uint32_t
builder_string(struct builder *b, const char *text)
{
	size_t n = strlen(text) + 1;
	const char *p = NULL;
	size_t at = b->strings.count;
	size_t i;

	if (at > 0)
		p = memmem(b->strings.data, at, text, n);
	if (p != NULL)
		return (uint32_t)(p - b->strings.data);
	for (i = 0; i < n; i++)
		list_add(&b->strings, text + i);
	return (uint32_t)at;
}

const char *
builder_text(const struct builder *b, uint32_t offset)
{
	return b->strings.data + offset;
}

static void *
alloc(size_t size)
{
	void *p = malloc(size);

	if (p == NULL)
		die_errno(EX_OSERR, "cannot make the lexicon");
	return p;
}

void
builder_key(
    struct builder *b, const char *text, struct lex_sense sense, int score)
{
	struct word w = {alloc(strlen(text) + 1), sense, score};

	memcpy(w.text, text, strlen(text) + 1);
	list_add(&b->words, &w);
}

bool
builder_is_one_han(const char *text)
{
	uint32_t code;
	int n = utf8_next(text, strlen(text), &code);

	return normalize_is_han(code) && text[n] == '\0';
}

static void
add_word(struct builder *b, const char *text, struct lex_sense sense, int score)
{
	bool meaning = sense.slot == LEX_COLOR || sense.slot == LEX_THEME ||
		       sense.slot == LEX_EMOJI ||
		       (sense.slot >= LEX_WARM && sense.slot <= LEX_DEEP);

	/* it is often a part of a longer word that is not known */
	if (meaning && builder_is_one_han(text))
		sense.flags |= LEX_WEAK;
	builder_key(b, text, sense, score);
}

/* "cherry" is also "cherries"; a plain s is known without. */
static void
add_plural(
    struct builder *b, const char *text, struct lex_sense sense, int score)
{
	size_t len = strlen(text);
	char many[LEX_KEY_MAX + 4];

	if (len < 4 || len > LEX_KEY_MAX - 2 || text[len - 1] != 'y' ||
	    strchr("aeiou ", text[len - 2]) != NULL)
		return;
	snprintf(many, sizeof(many), "%.*sies", (int)len - 1, text);
	add_word(b, many, sense, score);
}

void
builder_word(
    struct builder *b, const char *text, struct lex_sense sense, int score)
{
	size_t len = strlen(text);
	char *key = alloc(len + 1);

	len = normalize_text(key, NULL, text, len, list_at(&b->simplified, 0),
	    b->simplified.count);
	if (len > 1 && strchr("?!", key[len - 1]) != NULL) {
		sense.flags |= key[--len] == '?' ? LEX_WEAK : LEX_THING;
		key[len] = '\0';
	}
	if (len > 0 && len <= LEX_KEY_MAX) {
		add_word(b, key, sense, score);
		if (sense.slot == LEX_EMOJI || sense.slot == LEX_THEME)
			add_plural(b, key, sense, score);
	}
	free(key);
}

void
builder_words(struct builder *b, char *texts, struct lex_sense sense)
{
	char *text;

	while ((text = strsep(&texts, "|")) != NULL)
		builder_word(b, text, sense, SCORE_OURS);
}

int
builder_color(const struct builder *b, const char *id)
{
	const struct lex_color *c;
	size_t i;

	for (i = 0; i < b->colors.count; i++) {
		c = list_at(&b->colors, i);
		if (strcmp(builder_text(b, c->id), id) == 0)
			return (int)i;
	}
	return -1;
}

/* Whether two emoji differ in nothing but U+FE0F, which CLDR leaves out. */
static bool
same_emoji(const char *a, const char *b)
{
	static const char fe0f[] = "\xef\xb8\x8f";
	const size_t n = sizeof(fe0f) - 1;

	for (;;) {
		if (strncmp(a, fe0f, n) == 0)
			a += n;
		else if (strncmp(b, fe0f, n) == 0)
			b += n;
		else if (*a != *b)
			return false;
		else if (*a == '\0')
			return true;
		else
			a++, b++;
	}
}

int
builder_emoji(const struct builder *b, const char *text)
{
	const struct lex_emoji *e;
	size_t i;

	for (i = 0; i < b->emojis.count; i++) {
		e = list_at(&b->emojis, i);
		if (same_emoji(builder_text(b, e->text), text))
			return (int)i;
	}
	return -1;
}

int
builder_by_from(const void *a, const void *b)
{
	const struct lex_char *x = a;
	const struct lex_char *y = b;

	return (x->from > y->from) - (x->from < y->from);
}
