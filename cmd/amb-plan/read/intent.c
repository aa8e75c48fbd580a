#include <string.h>

#include "read/intent.h"
#include "words/palette.h"

void
intent_init(struct intent *in)
{
	int i;

	memset(in, 0, sizeof(*in));
	in->mode = -1;
	in->power[PART_STRIP] = -1;
	in->power[PART_MATRIX] = -1;
	for (i = 0; i < SCALES; i++)
		in->scale[i].factor = 1;
	in->screen.factor = 1;
}

bool
wish_scale_asks(const struct wish_scale *w)
{
	return w->is_set || w->steps != 0 || w->factor != 1;
}

bool
intent_is_empty(const struct intent *in)
{
	int i;

	for (i = 0; i < SCALES; i++)
		if (in->scale[i].steps != 0 || in->scale[i].factor != 1)
			return false;
	return in->n_colors == 0 && in->n_banned == 0 && in->n_themes == 0 &&
	       in->banned_modes == 0 && !in->light &&
	       in->power[PART_STRIP] == -1 && in->power[PART_MATRIX] == -1 &&
	       !in->other && in->excluded == 0 && in->text[0] == '\0' &&
	       !in->alert;
}

/* Remove the first wishes of a list, which were retracted and replaced. */
static void
drop_first(void *list, int *n, int retracted, size_t size)
{
	if (*n <= retracted)
		return;
	*n -= retracted;
	memmove(
	    list, (char *)list + (size_t)retracted * size, (size_t)*n * size);
}

static bool
is_whitish(const struct color *c)
{
	struct hsv hsv = palette_hsv(c->rgb);

	return hsv.sat <= 0.5 && hsv.val >= 0.8;
}

/*
 * A doubtful colour counts only when nothing else was understood; of "3000K
 * warm white" the number counts.
 */
static void
choose_colors(struct intent *in)
{
	bool sure = in->n_themes > 0 || in->mode != -1;
	bool kelvin = false;
	const struct wish_color *w;
	int n = 0;
	int i;

	for (i = 0; i < in->n_colors; i++) {
		sure |= !in->colors[i].weak;
		kelvin |= in->colors[i].kelvin;
	}
	for (i = 0; i < in->n_colors; i++) {
		w = &in->colors[i];
		if ((!sure || !w->weak) &&
		    (!kelvin || w->kelvin || !is_whitish(&w->color)))
			in->colors[n++] = *w;
	}
	in->n_colors = n;
}

/* "Something warm" is a colour when no theme or colour is named. */
static void
use_tone(struct intent *in, const struct lexicon *lex)
{
	double warm = in->scale[SCALE_WARM].tone;
	const struct lex_color *c;
	int i;

	if (in->n_themes > 0)
		return;
	for (i = 0; i < SCALES; i++)
		if (i != SCALE_WARM)
			in->scale[i].steps += in->scale[i].tone;
	if (warm == 0 || in->n_colors > 0)
		return;
	c = lexicon_color(lex, warm > 0 ? "warm" : "cool");
	if (c == NULL)
		return;
	in->colors[0].color = palette_named(c, lex, in->zh);
	in->n_colors = 1;
}

void
intent_resolve(struct intent *in, const struct lexicon *lex)
{
	drop_first(in->colors, &in->n_colors, in->retracted_colors,
	    sizeof(in->colors[0]));
	drop_first(in->themes, &in->n_themes, in->retracted_themes,
	    sizeof(in->themes[0]));
	choose_colors(in);
	use_tone(in, lex);
}
