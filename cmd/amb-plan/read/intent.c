#include <string.h>

#include "read/intent.h"

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
