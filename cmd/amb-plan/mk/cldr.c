#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "mk/steps.h"
#include "words/normalize.h"

/* "X↔Y;" and "X←Y;": the character Y is simplified to X. */
static bool
simplify_rule(const char *line, struct lex_char *c)
{
	size_t len = strlen(line);
	uint32_t arrow;
	int a = utf8_next(line, len, &c->to);
	int b = a == 0 ? 0 : utf8_next(line + a, len - (size_t)a, &arrow);
	int n;

	if (b == 0 || (arrow != 0x2194 && arrow != 0x2190))
		return false;
	n = utf8_next(line + a + b, len - (size_t)(a + b), &c->from);
	return n != 0 && line[a + b + n] == ';' && c->from != c->to &&
	       normalize_is_han(c->from) && normalize_is_han(c->to);
}

static void
read_rule(char *line, void *list)
{
	struct lex_char c;

	if (simplify_rule(line, &c))
		list_add(list, &c);
}

void
cldr_simplified(struct builder *b, const char *path)
{
	list_lines(path, read_rule, &b->simplified);
	if (b->simplified.count == 0)
		die_msg(EX_DATAERR, "no rules in '%s'", path);
	list_sort_unique(&b->simplified, builder_by_from);
}

/* Copy the text between start and end; false when there is none. */
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

/* "flag: Norway" has these other names in sentences. */
static void
add_flag(struct builder *b, const char *name, struct lex_sense sense)
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
	size_t i, n;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		n = strlen(forms[i].start);
		if (strncmp(name, forms[i].start, n) != 0)
			continue;
		snprintf(text, sizeof(text), forms[i].form, name + n);
		builder_word(b, text, sense, SCORE_FLAG);
	}
}

/* "A glass of milk": such words count other things in sentences. */
static bool
is_counted(const char *name)
{
	static const char one[] = "一";

	name += strspn(name, " ");
	return strncmp(name, one, sizeof(one) - 1) == 0;
}

static void
add_name(struct builder *b, int emoji, const char *name, bool zh)
{
	struct lex_sense sense = {LEX_EMOJI, 0, (int16_t)emoji};
	struct lex_emoji *e = list_at(&b->emojis, (size_t)emoji);
	uint32_t *own = zh ? &e->zh : &e->en;

	if (*own == 0)
		*own = builder_string(b, name);
	if (!is_counted(name))
		builder_word(b, name, sense, SCORE_NAME);
	add_flag(b, name, sense);
}

static void
add_keywords(struct builder *b, int emoji, char *words)
{
	struct lex_sense sense = {LEX_EMOJI, LEX_THING, (int16_t)emoji};
	char *word;

	while ((word = strsep(&words, "|")) != NULL)
		if (!is_counted(word))
			builder_word(b, word, sense, SCORE_KEYWORD);
}

struct annotations {
	struct builder *b;
	bool zh;
	int count; /* of annotations */
};

static void
read_annotation(char *line, void *ctx)
{
	struct annotations *a = ctx;
	char text[1024];
	char cp[64];
	int emoji;

	if (!cut(line, "cp=\"", "\"", cp, sizeof(cp)) ||
	    !cut(line, ">", "</annotation>", text, sizeof(text)))
		return;
	a->count++;
	emoji = builder_emoji(a->b, cp);
	if (emoji == -1)
		return;
	if (strstr(line, "type=\"tts\"") != NULL)
		add_name(a->b, emoji, text, a->zh);
	else
		add_keywords(a->b, emoji, text);
}

void
cldr_words(struct builder *b, const char *path)
{
	struct annotations a = {b, strstr(path, "/zh") != NULL, 0};

	list_lines(path, read_annotation, &a);
	if (a.count == 0)
		die_msg(EX_DATAERR, "no words in '%s'", path);
}
