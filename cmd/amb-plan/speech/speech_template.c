#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "scene/plan.h"
#include "speech/speech_template.h"

static const char *
text_of(const struct speech_words *w, char letter)
{
	switch (letter) {
	case 'c':
		return w->color;
	case 't':
		return w->theme;
	case 's':
		return w->subject;
	case 'm':
		return w->mode;
	case 'p':
		return w->percent;
	case 'x':
		return w->text;
	case 'g':
		return w->ground;
	case 'w':
		return w->parts;
	case 'l':
		return w->changes;
	default:
		return "";
	}
}

/* Fill a template in.  Returns false when the result is too long. */
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

static bool
is_of(const struct lexicon *lex, const struct lex_template *t,
    const char *group, const char *lang)
{
	return strcmp(lexicon_text(lex, t->group), group) == 0 &&
	       strcmp(lexicon_text(lex, t->lang), lang) == 0;
}

/* The templates of the group and language; *n is how many there are. */
static const struct lex_template *
find(
    const struct lexicon *lex, const char *group, const char *lang, uint32_t *n)
{
	const struct lex_template *t = lex->templates;
	const struct lex_template *end = t + lexicon_count(lex, LEX_TEMPLATES);

	while (t < end && !is_of(lex, t, group, lang))
		t++;
	*n = 0;
	while (t + *n < end && is_of(lex, t + *n, group, lang))
		(*n)++;
	return t;
}

bool
template_fill(const struct lexicon *lex, const char *group, bool zh,
    const struct speech_words *w, uint32_t seed, char *out)
{
	const struct lex_template *t;
	uint32_t n;
	uint32_t i;

	t = find(lex, group, zh ? "zh" : "en", &n);
	for (i = 0; i < n; i++)
		if (fill_form(
			lexicon_text(lex, t[(seed + i) % n].text), w, out))
			return true;
	return false;
}
