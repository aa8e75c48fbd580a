#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "mk/builder.h"

static void
list_init(struct list *l, size_t size)
{
	*l = (struct list){.size = size};
}

void
book_init(struct book *b)
{
	list_init(&b->folds, sizeof(struct lex_fold));
	list_init(&b->sounds, sizeof(struct lex_fold));
	list_init(&b->words, sizeof(struct word));
	list_init(&b->colors, sizeof(struct lex_color));
	list_init(&b->themes, sizeof(struct lex_theme));
	list_init(&b->emojis, sizeof(struct lex_emoji));
	list_init(&b->tints, sizeof(struct lex_tint));
	list_init(&b->says, sizeof(struct lex_say));
	list_init(&b->strings, 1);
	book_string(b, ""); /* offset 0 is no text */
}

void *
list_add(struct list *l, const void *record)
{
	if (l->count == l->room) {
		l->room = l->room == 0 ? 256 : l->room * 2;
		l->data = realloc(l->data, l->room * l->size);
		if (l->data == NULL)
			die_errno(EX_OSERR, "cannot make the lexicon");
	}
	memcpy(list_at(l, l->count), record, l->size);
	return list_at(l, l->count++);
}

void *
list_at(const struct list *l, size_t i)
{
	return l->data + i * l->size;
}

uint32_t
book_string(struct book *b, const char *text)
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
book_text(const struct book *b, uint32_t offset)
{
	return b->strings.data + offset;
}

char *
book_fold(const struct book *b, const char *text)
{
	size_t len = strlen(text);
	struct fold f = {.text = malloc(len + 1),
	    .from = malloc((len + 1) * sizeof(*f.from))};

	if (f.text == NULL || f.from == NULL)
		die_errno(EX_OSERR, "cannot make the lexicon");
	fold_text(&f, text, len, list_at(&b->folds, 0), b->folds.count);
	free(f.from);
	return f.text;
}

/* One Chinese character is often a part of a longer word that is not known. */
static bool
is_one_han(const char *text)
{
	uint32_t code;
	int n = utf8_next(text, strlen(text), &code);

	return fold_is_han(code) && text[n] == '\0';
}

static void
add_word(struct book *b, const char *text, struct lex_sense sense, int score)
{
	struct word w = {strdup(text), sense, score};
	bool meaning = sense.slot == LEX_COLOR || sense.slot == LEX_THEME ||
		       sense.slot == LEX_EMOJI ||
		       (sense.slot >= LEX_WARM && sense.slot <= LEX_DEEP);

	if (w.text == NULL)
		die_errno(EX_OSERR, "cannot make the lexicon");
	if (meaning && is_one_han(text))
		w.sense.flags |= LEX_WEAK;
	list_add(&b->words, &w);
}

/* "cherry" is also "cherries"; a plain s is known without. */
static void
add_plural(struct book *b, const char *text, struct lex_sense sense, int score)
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
book_word(struct book *b, const char *text, struct lex_sense sense, int score)
{
	char *folded = book_fold(b, text);
	size_t len = strlen(folded);

	if (len > 1 && strchr("?!", folded[len - 1]) != NULL) {
		sense.flags |= folded[--len] == '?' ? LEX_WEAK : LEX_THING;
		folded[len] = '\0';
	}
	if (len > 0 && len <= LEX_KEY_MAX) {
		add_word(b, folded, sense, score);
		if (sense.slot == LEX_EMOJI || sense.slot == LEX_THEME)
			add_plural(b, folded, sense, score);
	}
	free(folded);
}

void
book_words(struct book *b, char *texts, struct lex_sense sense)
{
	char *text;

	while ((text = strsep(&texts, "|")) != NULL)
		book_word(b, text, sense, SCORE_OURS);
}

int
book_color(const struct book *b, const char *id)
{
	const struct lex_color *c;
	size_t i;

	for (i = 0; i < b->colors.count; i++) {
		c = list_at(&b->colors, i);
		if (strcmp(book_text(b, c->id), id) == 0)
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
book_emoji(const struct book *b, const char *text)
{
	const struct lex_emoji *e;
	size_t i;

	for (i = 0; i < b->emojis.count; i++) {
		e = list_at(&b->emojis, i);
		if (same_emoji(book_text(b, e->text), text))
			return (int)i;
	}
	return -1;
}
