#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "compose/lead.h"
#include "compose/parts.h"

/* Of a prompt: bytes of a sentence, and of names, that it may have. */
enum { SOURCE_MAX = 120, NAMES_MAX = 200 };

#define WHOLE                                                                  \
	0.95 /* confidence above which all of the sentence was understood */

static void add_words(struct picture *p, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void
add_words(struct picture *p, const char *fmt, ...)
{
	size_t used = strlen(p->prompt);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(p->prompt + used, sizeof(p->prompt) - used, fmt, ap);
	va_end(ap);
}

/* The sentence itself, for its words that are not in the lexicon. */
static void
add_source(struct picture *p, const struct intent *in)
{
	size_t n = strlen(in->source);

	if (in->confidence > WHOLE || n > SOURCE_MAX)
		return;
	add_words(p, "%s; ", in->source);
}

static void
add_palette(
    struct picture *p, const struct lexicon *lex, const struct lex_theme *t)
{
	int i;

	for (i = 0; i < t->colors && i < 3; i++)
		add_words(p, "%s%s", i == 0 ? "colours " : ", ",
		    lexicon_text(lex, lex->colors[t->color[i]].en));
	add_words(p, "; ");
}

void
compose_prompt(struct picture *p, const struct lexicon *lex,
    const struct intent *in, const struct wish_theme *lead)
{
	const struct wish_theme *w;
	int i;

	add_source(p, in);
	if (p->text[0] != '\0')
		add_words(p, "the text \"%s\"; ", p->text);
	for (i = 0; i < in->n_themes && strlen(p->prompt) < NAMES_MAX; i++) {
		w = &in->themes[i];
		if (lead_concerns(w, PART_MATRIX))
			add_words(p, "%.60s; ",
			    lexicon_text(lex, w->theme != NULL ? w->theme->en
							       : w->emoji->en));
	}
	if (lead != NULL && lead->theme != NULL)
		add_palette(p, lex, lead->theme);
	add_words(p, "a simple bold icon, few flat bright colours, high "
		     "contrast, centred, for a 16x16 LED matrix");
}
