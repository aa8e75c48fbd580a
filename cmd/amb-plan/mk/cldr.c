#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "mk/builder.h"

FILE *
cldr_open(const char *path)
{
	FILE *f = fopen(path, "re");

	if (f == NULL)
		die_errno(EX_NOINPUT, "cannot open '%s'", path);
	return f;
}

void
cldr_close(FILE *f, const char *path)
{
	if (ferror(f))
		die_errno(EX_IOERR, "cannot read '%s'", path);
	fclose(f);
}

static int
by_from(const void *a, const void *b)
{
	uint32_t x = ((const struct lex_fold *)a)->from;
	uint32_t y = ((const struct lex_fold *)b)->from;

	return (x > y) - (x < y);
}

/* "X↔Y;" and "X←Y;" say that Y is X when simplified; X and Y are one each. */
static bool
fold_rule(const char *line, struct lex_fold *fold)
{
	size_t len = strlen(line);
	uint32_t arrow;
	int a = utf8_next(line, len, &fold->to);
	int b = a == 0 ? 0 : utf8_next(line + a, len - (size_t)a, &arrow);
	int c;

	if (b == 0 || (arrow != 0x2194 && arrow != 0x2190))
		return false;
	c = utf8_next(line + a + b, len - (size_t)(a + b), &fold->from);
	return c != 0 && line[a + b + c] == ';' && fold->from != fold->to &&
	       fold_is_han(fold->from) && fold_is_han(fold->to);
}

void
cldr_folds(struct book *b, const char *path)
{
	FILE *f = cldr_open(path);
	struct list all = {.size = sizeof(struct lex_fold)};
	struct lex_fold fold;
	char *line = NULL;
	size_t room = 0;
	size_t i;

	while (getline(&line, &room, f) != -1)
		if (fold_rule(line, &fold))
			list_add(&all, &fold);
	cldr_close(f, path);
	free(line);
	if (all.count == 0)
		die_msg(EX_DATAERR, "no rules in '%s'", path);
	qsort(all.data, all.count, all.size, by_from);
	for (i = 0; i < all.count; i++)
		if (i == 0 || by_from(list_at(&all, i - 1), list_at(&all, i)))
			list_add(&b->folds, list_at(&all, i));
	free(all.data);
}

/* Copy what is between start and end; false when it is not there. */
static bool
cut(const char *line, const char *start, const char *end, char *out,
    size_t size)
{
	const char *p = strstr(line, start);
	const char *q = p == NULL ? NULL : strstr(p + strlen(start), end);
	size_t n;

	if (q == NULL)
		return false;
	p += strlen(start);
	n = (size_t)(q - p);
	if (n == 0 || n >= size || strncmp(p, "↑↑↑", 9) == 0)
		return false;
	memcpy(out, p, n);
	out[n] = '\0';
	return true;
}

/* "flag: Norway" is also called so in sentences. */
static void
add_flag(struct book *b, const char *name, struct lex_sense sense)
{
	static const struct {
		const char *start;
		const char *form;
	} forms[] = {
	    {"flag: ", "flag of %s"},
	    {"flag: ", "%s flag"},
	    {"旗: ", "%s国旗"},
	    {"旗: ", "%s旗"},
	    {"旗子: ", "%s国旗"},
	};
	char text[256];
	size_t i;
	size_t n;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		n = strlen(forms[i].start);
		if (strncmp(name, forms[i].start, n) != 0)
			continue;
		snprintf(text, sizeof(text), forms[i].form, name + n);
		book_word(b, text, sense, SCORE_FLAG);
	}
}

/* "A glass of milk": sentences count other things with the same words. */
static bool
is_counted(const char *name)
{
	static const char one[] = "一";

	name += strspn(name, " ");
	return strncmp(name, one, sizeof(one) - 1) == 0;
}

static void
add_name(struct book *b, int emoji, const char *name, bool zh)
{
	struct lex_sense sense = {LEX_EMOJI, 0, (int16_t)emoji};
	struct lex_emoji *e = list_at(&b->emojis, (size_t)emoji);
	uint32_t *slot = zh ? &e->zh : &e->en;

	if (*slot == 0)
		*slot = book_string(b, name);
	if (!is_counted(name))
		book_word(b, name, sense, SCORE_NAME);
	add_flag(b, name, sense);
}

static void
add_keywords(struct book *b, int emoji, char *words)
{
	struct lex_sense sense = {LEX_EMOJI, LEX_THING, (int16_t)emoji};
	char *word;

	while ((word = strsep(&words, "|")) != NULL)
		if (!is_counted(word))
			book_word(b, word, sense, SCORE_KEYWORD);
}

void
cldr_words(struct book *b, const char *path)
{
	bool zh = strstr(path, "/zh") != NULL;
	FILE *f = cldr_open(path);
	char *line = NULL;
	size_t room = 0;
	char text[1024];
	char cp[64];
	int emoji;

	while (getline(&line, &room, f) != -1) {
		if (!cut(line, "cp=\"", "\"", cp, sizeof(cp)) ||
		    !cut(line, ">", "</annotation>", text, sizeof(text)) ||
		    (emoji = book_emoji(b, cp)) == -1)
			continue;
		if (strstr(line, "type=\"tts\"") != NULL)
			add_name(b, emoji, text, zh);
		else
			add_keywords(b, emoji, text);
	}
	cldr_close(f, path);
	free(line);
}
