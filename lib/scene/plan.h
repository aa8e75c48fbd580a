/*
 * plan.h - check a plan of a helper and correct it.
 *
 * A plan is corrected where that is possible: numbers are clamped, texts are
 * cut, colours that a lamp cannot show are replaced; the reason of the strip
 * lists what was changed there.
 */
#ifndef AMB_SCENE_PLAN_H
#define AMB_SCENE_PLAN_H

#include <jv.h>

enum {
	PLAN_COLORS_MAX = 3,	/* of a model's strip */
	PLAN_SUBJECTS_MAX = 3,	/* emoji */
	PLAN_GROUND_MAX = 4,	/* colours of a background */
	PLAN_SPEAK_MAX = 59,	/* characters */
	PLAN_PROMPT_MAX = 1000, /* characters */
	PLAN_REASON_MAX = 300	/* characters */
};

/*
 * plan_check(plan): the members of a plan that amb-scene(5) names, each of
 * its kind and in its range; others are left out.  Consumes plan, which may be
 * of any kind.  Returns the plan, or an invalid jv whose message names
 * what is missing: a part of its target, a prompt, a colour.  A part of which
 * power or brightness is given may be absent.
 */
jv plan_check(jv plan);

#endif /* AMB_SCENE_PLAN_H */
