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

/* "A sleepy cat": said of what is to be shown. */
static bool
is_said_of_thing(const struct match *m, int i)
{
	const struct lex_sense *emoji;

	emoji = match_has(m, match_after(m, i), LEX_EMOJI);
	return emoji != NULL && (emoji->flags & LEX_THING) == 0;
}

/* What is said of the driver, the road and the bed. */
static void
collect(const struct match *m, bool said[SAFETY_COUNT])
{
	int value;
	int i;

	for (i = 0; i < m->count; i++) {
		value = match_value(m, i, LEX_SAFETY);
		if (value == MATCH_NO_VALUE)
			continue;
		if (value <= SAFETY_DANGER &&
		    (is_denied(m, i) || is_said_of_thing(m, i)))
			continue;
		said[value] = true;
	}
}

bool
safety_is_alert(const struct match *m)
{
	bool said[SAFETY_COUNT] = {false};

	collect(m, said);
	if (said[SAFETY_DANGER])
		return true;
	if (said[SAFETY_DRIVE])
		return said[SAFETY_DROWSY] || said[SAFETY_TIRED];
	/* who goes to bed, or puts somebody there, is not at the wheel */
	if (said[SAFETY_BED] || said[SAFETY_CHILD])
		return false;
	return said[SAFETY_DROWSY] || (said[SAFETY_CAR] && said[SAFETY_TIRED]);
}
