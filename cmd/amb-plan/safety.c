#include "intent.h"

bool
read_danger(const struct match *m)
{
	int said[SAFETY_BED + 1] = {0};
	int value;
	int i;

	for (i = 0; i < m->count; i++) {
		value = match_value(m, i, LEX_SAFETY);
		if (value != MATCH_NO_VALUE && !m->token[i].negated)
			said[value]++;
	}
	if (said[SAFETY_DANGER] > 0)
		return true;
	if (said[SAFETY_DRIVE] > 0)
		return said[SAFETY_DROWSY] > 0 || said[SAFETY_TIRED] > 0;
	/* who says that they go to bed is not at the wheel */
	return said[SAFETY_DROWSY] > 0 && said[SAFETY_BED] == 0;
}
