#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "words/normalize.h"
#include "words/palette.h"
#include "speech/speech_template.h"

static const char *
fill_of(const struct say_words *w, char c)
{
	static const struct {
		char letter;
		size_t at;
	} fills[] = {
	    {'c', offsetof(struct say_words, color)},
	    {'t', offsetof(struct say_words, theme)},
	    {'s', offsetof(struct say_words, subject)},
	    {'m', offsetof(struct say_words, mode)},
	    {'p', offsetof(struct say_words, percent)},
	    {'x', offsetof(struct say_words, text)},
	    {'g', offsetof(struct say_words, ground)},
	};
	size_t i;

	for (i = 0; i < sizeof(fills) / sizeof(fills[0]); i++)
		if (fills[i].letter == c)
			return (const char *)w + fills[i].at;
	return "";
}

/* Fill a template in.  Returns false when it is too long then. */
static bool
fill(const char *form, const struct say_words *w, char *out)
{
	size_t used = 0;
	size_t n;
	const char *text;

	while (*form != '\0') {
		n = 1;
		text = form;
		if (form[0] == '{' && form[1] != '\0' && form[2] == '}') {
			text = fill_of(w, form[1]);
			n = strlen(text);
			form += 2;
		}
		if (used + n >= SAY_BYTES)
			return false;
		memcpy(out + used, text, n);
		used += n;
		form++;
	}
	out[used] = '\0';
	out[0] = (char)toupper((unsigned char)out[0]);
	return utf8_length(out) <= SAY_CHARS;
}

/* How a template stands to a group and language in the order of the file. */
static int
compare(
    const struct lexicon *lex, size_t i, const char *group, const char *lang)
{
	int c = strcmp(lexicon_text(lex, lex->says[i].group), group);

	return c != 0 ? c : strcmp(lexicon_text(lex, lex->says[i].lang), lang);
}

/* The first template that is not before the group and language. */
static size_t
first_of(const struct lexicon *lex, const char *group, const char *lang)
{
	size_t low = 0;
	size_t high = lexicon_count(lex, LEX_SAYS);
	size_t mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (compare(lex, mid, group, lang) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

bool
say(const struct lexicon *lex, const char *group, bool zh,
    const struct say_words *w, unsigned seed, char *out)
{
	const char *lang = zh ? "zh" : "en";
	size_t n = lexicon_count(lex, LEX_SAYS);
	size_t first = first_of(lex, group, lang);
	size_t count = 0;
	size_t i;

	while (
	    first + count < n && compare(lex, first + count, group, lang) == 0)
		count++;
	for (i = 0; i < count; i++)
		if (fill(lexicon_text(
			     lex, lex->says[first + (seed + i) % count].text),
			w, out))
			return true;
	return false;
}

/* The name of a colour in the language that is spoken. */
static struct color
name_color(const struct lexicon *lex, const struct color *c, bool zh)
{
	struct color named = *c;
	uint32_t code = 0;

	utf8_next(c->name, strlen(c->name), &code);
	if (code == 0 || (code != '#' && !isdigit((int)(code & 0x7f)) &&
			     fold_is_han(code) != zh))
		palette_name(&named, lex, zh);
	return named;
}

void
say_colors(const struct lexicon *lex, const struct strip *s, bool zh, int max,
    char *out)
{
	char last[COLOR_NAME_MAX] = "";
	struct color c;
	size_t used = 0;
	int n = 0;
	int i;

	out[0] = '\0';
	for (i = 0; i < s->n_colors && n < max; i++) {
		c = name_color(lex, &s->colors[i], zh);
		if (strcmp(c.name, last) == 0)
			continue;
		used += (size_t)snprintf(out + used, SAY_NAME - used, "%s%.40s",
		    n == 0 ? ""
		    : zh   ? "和"
			   : " and ",
		    c.name);
		memcpy(last, c.name, sizeof(last));
		n++;
	}
}
