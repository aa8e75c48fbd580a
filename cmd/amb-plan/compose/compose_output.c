#include "compose/compose_output.h"
#include "compose/lead.h"
#include "compose/parts.h"

bool
compose_has_strip_color(const struct intent *in)
{
	int i;

	for (i = 0; i < in->n_colors; i++)
		if (in->colors[i].scope != PART_MATRIX)
			return true;
	return in->mode != -1;
}

/* Whether it asks for anything else of the strip than a brightness. */
static bool
changes_strip(const struct intent *in)
{
	int i;

	for (i = SCALE_BRIGHT + 1; i < SCALES; i++)
		if (wish_scale_asks(&in->scale[i]))
			return true;
	return lead_find(in, PART_STRIP) != NULL ||
	       compose_has_strip_color(in) || in->banned_modes != 0 ||
	       in->n_banned > 0 || in->other;
}

static bool
changes_picture(const struct intent *in)
{
	int i;

	for (i = 0; i < in->n_colors; i++)
		if (in->colors[i].ground ||
		    (in->colors[i].scope & PART_MATRIX) != 0)
			return true;
	return lead_find(in, PART_MATRIX) != NULL || in->text[0] != '\0';
}

static bool
dims_strip(const struct intent *in)
{
	return wish_scale_asks(&in->scale[SCALE_BRIGHT]);
}

bool
compose_is_power(const struct intent *in)
{
	return in->power[PART_STRIP] == 0 ||
	       (in->power[PART_STRIP] == 1 && !dims_strip(in) &&
		   !changes_strip(in) && !changes_picture(in));
}

bool
compose_is_aside(const struct intent *in, const struct current *current)
{
	const struct wish_scale *w = &in->scale[SCALE_BRIGHT];

	return in->parts == 0 && !current->on[PART_STRIP] &&
	       current->on[PART_MATRIX] && dims_strip(in) && !w->is_set &&
	       in->power[PART_STRIP] == -1 && !in->alert &&
	       !changes_strip(in) && !changes_picture(in);
}

void
compose_aside(const struct intent *in, struct intent *out)
{
	*out = *in;
	out->parts = PART_MATRIX;
	out->screen = in->scale[SCALE_BRIGHT];
	out->scale[SCALE_BRIGHT] = (struct wish_scale){.factor = 1};
}

/* The brightness that the matrix gets, or -1. */
static double
screen_of(const struct intent *in, const struct current *current)
{
	if (wish_scale_asks(&in->screen))
		return compose_brightness(current->screen, &in->screen, 0);
	/* to be turned on, and not to be seen */
	return in->power[PART_MATRIX] == 1 && current->screen == 0 ? 1 : -1;
}

/* Off leaves all else as it is; a part that is made is turned on by that. */
static bool
is_made(const struct intent *in, int part, bool changes, bool dims)
{
	return in->power[part] != 0 &&
	       (changes || (in->power[part] == -1 && !dims));
}

void
compose_output(
    const struct intent *in, const struct current *current, struct plan *out)
{
	const int *power = in->power;
	bool dark = current->has_strip && current->strip.brightness == 0;
	bool dims = dims_strip(in) || (power[PART_STRIP] == 1 && dark);
	bool changes = changes_strip(in);
	int part;

	if (is_made(in, PART_STRIP, changes || dims, false))
		out->made |= PART_STRIP;
	if (is_made(in, PART_MATRIX, changes_picture(in),
		wish_scale_asks(&in->screen)))
		out->made |= PART_MATRIX;
	out->made &= out->parts;
	out->level = (out->made & PART_STRIP) != 0 && dims && !changes;
	out->screen = (out->parts & PART_MATRIX) != 0 && power[PART_MATRIX] != 0
			  ? screen_of(in, current)
			  : -1;
	for (part = PART_STRIP; part <= PART_MATRIX; part++)
		out->power[part] =
		    (out->parts & ~out->made & part) != 0 ? power[part] : -1;
}

void
compose_turn_on(const struct current *current, struct plan *out)
{
	if (out->level && !current->on[PART_STRIP] && out->strip.brightness > 0)
		out->power[PART_STRIP] = 1;
	if (out->screen > 0 && !current->on[PART_MATRIX])
		out->power[PART_MATRIX] = 1;
}
