#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "scene/plan.h"
#include "speech/speech_template.h"

static const char *
text_of(const struct speech_words *w, char c)
{
	static const struct {
		char letter;
		size_t at;
	} fills[] = {
	    {'c', offsetof(struct speech_words, color)},
	    {'t', offsetof(struct speech_words, theme)},
	    {'s', offsetof(struct speech_words, subject)},
	    {'m', offsetof(struct speech_words, mode)},
	    {'p', offsetof(struct speech_words, percent)},
	    {'x', offsetof(struct speech_words, text)},
	    {'g', offsetof(struct speech_words, ground)},
	};
	size_t i;

	for (i = 0; i < sizeof(fills) / sizeof(fills[0]); i++)
		if (fills[i].letter == c)
			return (const char *)w + fills[i].at;
	return "";
}

/* Fill a template in.  Returns false when it is too long then. */
static bool
fill_form(const char *form, const struct speech_words *w, char *out)
{
	size_t used = 0;
	size_t n;
	const char *text;

	while (*form != '\0') {
		n = 1;
		text = form;
		if (form[0] == '{' && form[1] != '\0' && form[2] == '}') {
			text = text_of(w, form[1]);
			n = strlen(text);
			form += 2;
		}
		if (used + n >= SPEECH_BYTES)
			return false;
		memcpy(out + used, text, n);
		used += n;
		form++;
	}
	out[used] = '\0';
	out[0] = (char)toupper((unsigned char)out[0]);
	return utf8_length(out) <= PLAN_SPEAK_MAX;
}

/* How a template stands to a group and language in the order of the file. */
static int
compare(
    const struct lexicon *lex, size_t i, const char *group, const char *lang)
{
	int c = strcmp(lexicon_text(lex, lex->templates[i].group), group);

	return c != 0 ? c
		      : strcmp(lexicon_text(lex, lex->templates[i].lang), lang);
}

/* The first template that is not before the group and language. */
static size_t
first_of(const struct lexicon *lex, const char *group, const char *lang)
{
	size_t low = 0;
	size_t high = lexicon_count(lex, LEX_TEMPLATES);
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
template_fill(const struct lexicon *lex, const char *group, bool zh,
    const struct speech_words *w, uint32_t seed, char *out)
{
	const char *lang = zh ? "zh" : "en";
	size_t n = lexicon_count(lex, LEX_TEMPLATES);
	size_t first = first_of(lex, group, lang);
	size_t count = 0;
	size_t i;

	while (
	    first + count < n && compare(lex, first + count, group, lang) == 0)
		count++;
	for (i = 0; i < count; i++)
		if (fill_form(
			lexicon_text(lex,
			    lex->templates[first + (seed + i) % count].text),
			w, out))
			return true;
	return false;
}
