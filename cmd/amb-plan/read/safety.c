#include "read/safety.h"

/* "Not tired": denied, and no request such as "don't let me fall asleep". */
static bool
is_denied(const struct match *m, int i)
{
	do
		i--;
	while (match_has(m, i, LEX_DEGREE) != NULL ||
	       match_has(m, i, LEX_NONE) != NULL);
	return match_value(m, i, LEX_NOT) == NOT_STATE;
}

/* "A sleepy cat": about a thing to be shown. */
static bool
is_about_thing(const struct match *m, int i)
{
	const struct lex_sense *emoji;

	emoji = match_has(m, match_after(m, i), LEX_EMOJI);
	return emoji != NULL && (emoji->flags & LEX_THING) == 0;
}

/* What the sentence mentions: the driver, the road, the bed. */
static void
collect(const struct match *m, bool found[SAFETY_COUNT])
{
	int value;
	int i;

	for (i = 0; i < m->count; i++) {
		value = match_value(m, i, LEX_SAFETY);
		if (value == MATCH_NO_VALUE)
			continue;
		if (value <= SAFETY_DANGER &&
		    (is_denied(m, i) || is_about_thing(m, i)))
			continue;
		found[value] = true;
	}
}

bool
safety_is_alert(const struct match *m)
{
	bool found[SAFETY_COUNT] = {false};

	collect(m, found);
	if (found[SAFETY_DANGER])
		return true;
	if (found[SAFETY_DRIVE])
		return found[SAFETY_DROWSY] || found[SAFETY_TIRED];
	/* at home: nobody drives */
	if (found[SAFETY_BED] || found[SAFETY_CHILD])
		return false;
	return found[SAFETY_DROWSY] ||
	       (found[SAFETY_CAR] && found[SAFETY_TIRED]);
}
