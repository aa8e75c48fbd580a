#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "mk/builder.h"

enum { SHARED_MAX = 3 }; /* emoji that may share a keyword */

struct pack {
	struct book *book;
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

/* One Chinese character alone says too little to be a keyword. */
static bool
too_vague(const struct word *w, size_t n)
{
	uint32_t code;
	int len = utf8_next(w->text, strlen(w->text), &code);

	if (w->score != SCORE_KEYWORD)
		return false;
	return n > SHARED_MAX || (fold_is_han(code) && w->text[len] == '\0') ||
	       strlen(w->text) < 3;
}

/* The key before this one, or the one that it has in front: the longest. */
static uint32_t
shorter(const struct pack *p, const char *text)
{
	const struct lex_key *k;
	uint32_t i = (uint32_t)p->keys.count;

	while (i > 0) {
		k = list_at(&p->keys, i - 1);
		if (strncmp(book_text(p->book, k->text), text, k->len) == 0)
			return i;
		i = k->shorter;
	}
	return 0;
}

static uint32_t
append(struct book *b, const char *text)
{
	uint32_t at = (uint32_t)b->strings.count;

	do
		list_add(&b->strings, text);
	while (*text++ != '\0');
	return at;
}

static void
add_first(struct pack *p, const char *text)
{
	struct lex_first first = {0, (uint32_t)p->keys.count};
	const struct lex_first *last = NULL;

	utf8_next(text, strlen(text), &first.code);
	if (p->firsts.count > 0)
		last = list_at(&p->firsts, p->firsts.count - 1);
	if (last == NULL || last->code != first.code)
		list_add(&p->firsts, &first);
}

/* Two meanings of one kind cannot be told apart by a sentence. */
static bool
clash(const struct word *a, const struct word *b)
{
	if (a->sense.slot != b->sense.slot || a->sense.slot == LEX_POWER)
		return false;
	warn_msg("two meanings of '%s'", a->text);
	return true;
}

/* Whether a meaning that CLDR has is to stand beside ours, which are colours.
 */
static bool
goes_beside(const struct word *ours, const struct word *w)
{
	return ours->score == SCORE_OURS && ours->sense.slot == LEX_COLOR &&
	       w->score == SCORE_NAME;
}

/* The n words from w on are the same: make a key of them. */
static void
add_key(struct pack *p, const struct word *w, size_t n)
{
	struct lex_key key = {.sense = (uint32_t)p->senses.count};
	const struct word *last = NULL;
	size_t i;

	if (too_vague(w, n))
		return;
	add_first(p, w->text);
	for (i = 0; i < n; i++) {
		if (last != NULL &&
		    (same_sense(last, &w[i]) || (w[i].score != SCORE_OURS &&
						    !goes_beside(last, &w[i]))))
			continue;
		if (last != NULL)
			p->clashes += clash(last, &w[i]);
		last = &w[i];
		list_add(&p->senses, &last->sense);
		key.senses++;
	}
	key.shorter = shorter(p, w->text);
	key.len = (uint16_t)strlen(w->text);
	key.text = append(p->book, w->text);
	list_add(&p->keys, &key);
}

static void
add_keys(struct pack *p)
{
	struct list *words = &p->book->words;
	const struct word *w = list_at(words, 0);
	struct lex_first wall = {UINT32_MAX, 0};
	size_t i;
	size_t n;

	if (words->count > 0)
		qsort(words->data, words->count, words->size, by_text);
	for (i = 0; i < words->count; i += n) {
		n = 1;
		while (i + n < words->count &&
		       strcmp(w[i].text, w[i + n].text) == 0)
			n++;
		add_key(p, &w[i], n);
	}
	wall.key = (uint32_t)p->keys.count;
	list_add(&p->firsts, &wall);
}

static int
by_group(const void *a, const void *b, void *book)
{
	const struct lex_say *x = a;
	const struct lex_say *y = b;
	int c = strcmp(book_text(book, x->group), book_text(book, y->group));

	return c != 0
		   ? c
		   : strcmp(book_text(book, x->lang), book_text(book, y->lang));
}

static void
write_all(const struct pack *p, FILE *f)
{
	struct book *b = p->book;
	const struct list *sections[LEX_SECTION_COUNT] = {&b->folds, &b->sounds,
	    &p->firsts, &p->keys, &p->senses, &b->colors, &b->themes,
	    &b->emojis, &b->tints, &b->says, &b->strings};
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
pack_write(struct book *b, const char *path)
{
	struct pack p = {.book = b,
	    .firsts = {.size = sizeof(struct lex_first)},
	    .keys = {.size = sizeof(struct lex_key)},
	    .senses = {.size = sizeof(struct lex_sense)}};
	FILE *f;

	if (b->says.count > 0)
		qsort_r(b->says.data, b->says.count, b->says.size, by_group, b);
	add_keys(&p);
	if (p.clashes > 0)
		die_msg(EX_DATAERR, "%d words to be made clear", p.clashes);
	while (b->strings.count % 8 != 0)
		list_add(&b->strings, "");
	f = fopen(path, "we");
	if (f == NULL)
		die_errno(EX_CANTCREAT, "cannot create '%s'", path);
	write_all(&p, f);
	if (ferror(f) || fclose(f) == EOF) {
		unlink(path);
		die_errno(EX_IOERR, "cannot write '%s'", path);
	}
	free(p.firsts.data);
	free(p.keys.data);
	free(p.senses.data);
}
