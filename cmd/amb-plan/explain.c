#include "explain.h"
#include "words/lexicon.h"

static const char *
name_of(const struct lexicon *lex, const struct lex_sense *s)
{
	switch (s->slot) {
	case LEX_COLOR:
		return lexicon_text(lex, lex->colors[s->value].id);
	case LEX_THEME:
		return lexicon_text(lex, lex->themes[s->value].id);
	case LEX_EMOJI:
		return lexicon_text(lex, lex->emojis[s->value].text);
	case LEX_MODE:
		return strip_mode_name((enum strip_mode)s->value);
	default:
		return NULL;
	}
}

static void
explain_word(const struct match *m, const struct token *t, FILE *out)
{
	static const char *const slots[] = {
#define X(id, name) name,
	    LEX_SLOTS(X)
#undef X
	};
	const struct lex_sense *s = m->lex->senses + t->key->sense;
	const char *name;
	int i;

	for (i = 0; i < t->key->senses; i++) {
		name = name_of(m->lex, &s[i]);
		fprintf(out, "%s%s", i > 0 ? ", " : "", slots[s[i].slot]);
		if (name != NULL)
			fprintf(out, " %s", name);
		else if (s[i].slot != LEX_NONE)
			fprintf(out, " %d", s[i].value);
	}
}

static void
explain_literal(const struct literal *l, FILE *out)
{
	if (l->is_color)
		fprintf(
		    out, "colour %d,%d,%d", l->rgb[0], l->rgb[1], l->rgb[2]);
	else
		fprintf(out, "number %g", l->number);
}

static void
explain_token(const struct match *m, const struct token *t, FILE *out)
{
	static const char *const scopes[] = {
	    "", " [strip]", " [matrix]", " [both]"};
	size_t from = m->from[t->start];
	size_t to = m->from[t->end];

	fprintf(out, "%.*s\t", (int)(to - from), m->source + from);
	if (t->kind == TOKEN_WORD)
		explain_word(m, t, out);
	else if (t->kind == TOKEN_LITERAL)
		explain_literal(&t->literal, out);
	else
		fputs("unknown", out);
	fprintf(out, "%s%s%s\n", t->negated ? " (not)" : "",
	    scopes[t->scope & PART_BOTH], t->used ? " *" : "");
}

void
explain(const struct match *m, const struct intent *in, FILE *out)
{
	int i;

	for (i = 0; i < m->count; i++)
		if (m->token[i].kind != TOKEN_STOP)
			explain_token(m, &m->token[i], out);
	fprintf(out, "understood\t%.0f %%%s%s\n", in->confidence * 100,
	    in->alert ? ", alert" : "", in->empty ? ", nothing to do" : "");
}
