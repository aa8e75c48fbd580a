#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "mk/steps.h"

enum { SHARED_MAX = 3 }; /* emoji that may share a keyword */

struct writer {
	struct builder *b;
	struct list firsts;
	struct list keys;
	struct list senses;
	int clashes;
};

static int
by_text(const void *a, const void *b)
{
	const struct word *x = a;
	const struct word *y = b;
	int c = strcmp(x->text, y->text);

	if (c != 0)
		return c;
	if (x->score != y->score)
		return y->score - x->score;
	c = x->sense.slot - y->sense.slot;
	return c != 0 ? c : x->sense.value - y->sense.value;
}

static bool
same_sense(const struct word *a, const struct word *b)
{
	return a->sense.slot == b->sense.slot &&
	       a->sense.value == b->sense.value;
}

/* A single Chinese character is too vague for a keyword. */
static bool
too_vague(const struct word *w, size_t n)
{
	if (w->score != SCORE_KEYWORD)
		return false;
	return n > SHARED_MAX || builder_is_one_han(w->text) ||
	       strlen(w->text) < 3;
}

/* 1 + the longest key that text begins with; 0 for none. */
static uint32_t
shorter(const struct writer *w, const char *text)
{
	const struct lex_key *k;
	uint32_t i = (uint32_t)w->keys.count;

	while (i > 0) {
		k = list_at(&w->keys, i - 1);
		if (strncmp(builder_text(w->b, k->text), text, k->len) == 0)
			return i;
		i = k->shorter;
	}
	return 0;
}

static uint32_t
append(struct builder *b, const char *text)
{
	uint32_t at = (uint32_t)b->strings.count;

	do
		list_add(&b->strings, text);
	while (*text++ != '\0');
	return at;
}

static void
add_first(struct writer *w, const char *text)
{
	struct lex_first first = {0, (uint32_t)w->keys.count};
	const struct lex_first *last = NULL;

	utf8_next(text, strlen(text), &first.code);
	if (w->firsts.count > 0)
		last = list_at(&w->firsts, w->firsts.count - 1);
	if (last == NULL || last->code != first.code)
		list_add(&w->firsts, &first);
}

/* Two meanings of one kind cannot be distinguished in a sentence. */
static bool
clash(const struct word *a, const struct word *b)
{
	if (a->sense.slot != b->sense.slot || a->sense.slot == LEX_POWER)
		return false;
	warn_msg("two meanings of '%s'", a->text);
	return true;
}

/* Whether a name from CLDR stays beside our meaning, which is a colour. */
static bool
is_kept_beside(const struct word *ours, const struct word *w)
{
	return ours->score == SCORE_OURS && ours->sense.slot == LEX_COLOR &&
	       w->score == SCORE_NAME;
}

/* The first n words have the same text: make a key of them. */
static void
add_key(struct writer *w, const struct word *words, size_t n)
{
	struct lex_key key = {.sense = (uint32_t)w->senses.count};
	const struct word *last = NULL;
	size_t i;

	if (too_vague(words, n))
		return;
	add_first(w, words->text);
	for (i = 0; i < n; i++) {
		if (last != NULL && (same_sense(last, &words[i]) ||
					(words[i].score != SCORE_OURS &&
					    !is_kept_beside(last, &words[i]))))
			continue;
		if (last != NULL)
			w->clashes += clash(last, &words[i]);
		last = &words[i];
		list_add(&w->senses, &last->sense);
		key.senses++;
	}
	key.shorter = shorter(w, words->text);
	key.len = (uint16_t)strlen(words->text);
	key.text = append(w->b, words->text);
	list_add(&w->keys, &key);
}

static void
add_keys(struct writer *w)
{
	struct list *words = &w->b->words;
	const struct word *first = list_at(words, 0);
	struct lex_first sentinel = {UINT32_MAX, 0};
	size_t i, n;

	if (words->count > 0)
		qsort(words->data, words->count, words->size, by_text);
	for (i = 0; i < words->count; i += n) {
		n = 1;
		while (i + n < words->count &&
		       strcmp(first[i].text, first[i + n].text) == 0)
			n++;
		add_key(w, &first[i], n);
	}
	sentinel.key = (uint32_t)w->keys.count;
	list_add(&w->firsts, &sentinel);
}

static int
by_group(const void *a, const void *b, void *builder)
{
	const struct lex_template *x = a;
	const struct lex_template *y = b;
	int c = strcmp(
	    builder_text(builder, x->group), builder_text(builder, y->group));

	return c != 0 ? c
		      : strcmp(builder_text(builder, x->lang),
			    builder_text(builder, y->lang));
}

static void
write_all(const struct writer *w, FILE *f)
{
	struct builder *b = w->b;
	const struct list *sections[LEX_SECTION_COUNT] = {&b->simplified,
	    &b->pinyin, &w->firsts, &w->keys, &w->senses, &b->colors,
	    &b->themes, &b->emojis, &b->tints, &b->templates, &b->strings};
	struct lex_header head = {.magic = LEX_MAGIC,
	    .order = LEX_ORDER,
	    .size = sizeof(head),
	    .slots = LEX_SLOT_COUNT};
	int i;

	for (i = 0; i < LEX_SECTION_COUNT; i++) {
		head.section[i].offset = head.size;
		head.section[i].count = (uint32_t)sections[i]->count;
		head.section[i].record = (uint32_t)sections[i]->size;
		head.size += (uint32_t)(sections[i]->count * sections[i]->size);
	}
	fwrite(&head, sizeof(head), 1, f);
	for (i = 0; i < LEX_SECTION_COUNT; i++)
		if (sections[i]->count > 0)
			fwrite(sections[i]->data, sections[i]->size,
			    sections[i]->count, f);
}

void
writer_write(struct builder *b, const char *path)
{
	struct writer w = {.b = b,
	    .firsts = {.size = sizeof(struct lex_first)},
	    .keys = {.size = sizeof(struct lex_key)},
	    .senses = {.size = sizeof(struct lex_sense)}};
	FILE *f;

	if (b->templates.count > 0)
		qsort_r(b->templates.data, b->templates.count,
		    b->templates.size, by_group, b);
	add_keys(&w);
	if (w.clashes > 0)
		die_msg(EX_DATAERR, "%d words have two meanings", w.clashes);
	while (b->strings.count % 8 != 0)
		list_add(&b->strings, "");
	f = fopen(path, "we");
	if (f == NULL)
		die_errno(EX_CANTCREAT, "cannot create '%s'", path);
	write_all(&w, f);
	if (ferror(f) || fclose(f) == EOF) {
		unlink(path);
		die_errno(EX_IOERR, "cannot write '%s'", path);
	}
	free(w.firsts.data);
	free(w.keys.data);
	free(w.senses.data);
}
