#include <string.h>

#include "compose/compose.h"
#include "compose/compose_output.h"
#include "compose/lead.h"
#include "compose/parts.h"

/* Whether there is a scene for no part in particular. */
static bool
has_scene(const struct intent *in)
{
	int i;

	for (i = 0; i < in->n_themes; i++)
		if (in->themes[i].scope == 0 &&
		    !lead_is_palette(&in->themes[i]))
			return true;
	return false;
}

/* Whether the strip changes too when the matrix alone is named. */
static int
with_strip(const struct intent *in, int parts)
{
	if (parts == PART_MATRIX &&
	    (has_scene(in) || compose_has_strip_color(in) ||
		wish_scale_asks(&in->scale[SCALE_BRIGHT])))
		return PART_BOTH;
	return parts;
}

static int
parts_of(const struct intent *in)
{
	int parts = in->parts;

	if (in->alert || (in->empty && parts == 0))
		return PART_BOTH;
	if (in->empty)
		return parts;
	if (in->only != 0)
		return in->only;
	if (parts == 0 && (has_scene(in) || compose_is_power(in)))
		parts = PART_BOTH;
	else if (parts == 0)
		parts = in->text[0] != '\0' ? PART_MATRIX : PART_STRIP;
	else if (parts == PART_STRIP && (has_scene(in) || in->text[0] != '\0'))
		parts = PART_BOTH;
	else
		parts = with_strip(in, parts);
	if ((parts & ~in->excluded) != 0)
		parts &= ~in->excluded;
	return parts;
}

bool
compose_needs_current(const struct intent *in)
{
	const struct wish_theme *strip = lead_find(in, PART_STRIP);

	return !in->alert && !in->empty &&
	       (strip == NULL || lead_is_palette(strip) ||
		   lead_find(in, PART_MATRIX) == NULL ||
		   wish_scale_asks(&in->screen));
}

/* In danger, or when nothing was understood: a theme of the lexicon alone. */
static void
replace_intent(
    const struct lexicon *lex, const struct intent *in, struct intent *out)
{
	intent_init(out);
	out->source = in->source;
	out->zh = in->zh;
	out->confidence = in->alert ? 1 : 0;
	out->alert = in->alert;
	out->empty = in->empty;
	out->themes[0].theme =
	    lexicon_theme(lex, in->alert ? "alert" : "usual");
	out->n_themes = out->themes[0].theme != NULL;
}

void
compose(const struct lexicon *lex, const struct intent *in,
    const struct current *current, struct plan *out)
{
	const struct wish_theme *lead;
	struct intent other;

	memset(out, 0, sizeof(*out));
	if (compose_is_aside(in, current)) {
		compose_aside(in, &other);
		in = &other;
	}
	out->parts = parts_of(in);
	if (in->alert || in->empty) {
		replace_intent(lex, in, &other);
		in = &other;
	}
	compose_output(in, current, out);
	if (out->made & PART_STRIP)
		compose_strip(lex, in, current, &out->strip);
	if (out->made & PART_MATRIX)
		compose_picture(lex, in, current, &out->picture);
	compose_turn_on(current, out);
	lead = lead_find(in, out->parts);
	if (lead != NULL) {
		out->theme = lead->theme;
		out->emoji = lead->emoji;
		memcpy(out->name, lead->name, sizeof(out->name));
	}
}
