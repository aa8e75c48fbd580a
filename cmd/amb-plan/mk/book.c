#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "book.h"
#include "diag.h"

static void
list_init(struct list *l, size_t size)
{
	*l = (struct list){.size = size};
}

void
book_init(struct book *b)
{
	list_init(&b->folds, sizeof(struct lex_fold));
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
	const char *p = memmem(b->strings.data, b->strings.count, text, n);
	size_t at = b->strings.count;
	size_t i;

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

void
book_word(struct book *b, const char *text, struct lex_sense sense, int score)
{
	struct word w = {book_fold(b, text), sense, score};
	size_t len = strlen(w.text);

	if (len > 1 && w.text[len - 1] == '?') {
		w.text[--len] = '\0';
		w.sense.flags |= LEX_WEAK;
	}
	if (len == 0 || len > LEX_KEY_MAX)
		free(w.text);
	else
		list_add(&b->words, &w);
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

int
book_emoji(const struct book *b, const char *text)
{
	const struct lex_emoji *e;
	size_t i;

	for (i = 0; i < b->emojis.count; i++) {
		e = list_at(&b->emojis, i);
		if (strcmp(book_text(b, e->text), text) == 0)
			return (int)i;
	}
	return -1;
}
