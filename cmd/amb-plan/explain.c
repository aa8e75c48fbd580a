#include "explain.h"
#include "light/strip.h"

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
	const struct lex_sense *s = m->lex->senses + t->key->sense;
	const char *name;
	int i;

	for (i = 0; i < t->key->senses; i++) {
		name = name_of(m->lex, &s[i]);
		fprintf(out, "%s%s", i > 0 ? ", " : "",
		    lex_slot_name((enum lex_slot)s[i].slot));
		if (name != NULL)
			fprintf(out, " %s", name);
		else if (s[i].slot != LEX_NONE)
			fprintf(out, " %d", s[i].value);
	}
}

static void
explain_meaning(const struct match *m, const struct token *t, FILE *out)
{
	const uint8_t *rgb = t->written.rgb;

	switch (t->kind) {
	case TOKEN_WORD:
		explain_word(m, t, out);
		break;
	case TOKEN_NUMBER:
		fprintf(out, "number %g", t->written.number);
		break;
	case TOKEN_RGB:
		fprintf(out, "colour %d,%d,%d", rgb[0], rgb[1], rgb[2]);
		break;
	case TOKEN_STOP:
	case TOKEN_UNKNOWN:
		fputs("unknown", out);
		break;
	}
}

static void
explain_token(const struct reading *r, int i, FILE *out)
{
	static const char *const scopes[] = {
	    "", " [strip]", " [matrix]", " [both]"};
	const struct match *m = r->m;
	const struct note *note = &r->note[i];
	size_t from = m->from[m->token[i].start];
	size_t to = m->from[m->token[i].end];

	fprintf(out, "%.*s\t", (int)(to - from), m->source + from);
	explain_meaning(m, &m->token[i], out);
	fprintf(out, "%s%s%s\n", note->negated ? " (not)" : "",
	    scopes[note->scope & PART_BOTH], note->used ? " *" : "");
}

void
explain(const struct reading *r, FILE *out)
{
	const struct intent *in = &r->in;
	int i;

	for (i = 0; i < r->m->count; i++)
		if (!match_is(r->m, i, TOKEN_STOP))
			explain_token(r, i, out);
	fprintf(out, "understood\t%.0f %%%s%s\n", in->confidence * 100,
	    in->alert ? ", alert" : "", in->empty ? ", nothing to do" : "");
}
