/*
 * plan.h - a plan that came from outside, made safe to carry out.
 *
 * A model's plan is made to fit where that is possible: numbers out of range
 * are moved into it, texts are cut, colours that a lamp cannot show are
 * replaced; what was changed in the strip's part is told in its reason.
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
 * of any kind.  Returns it, or an invalid jv whose message says what is
 * missing: the parts of its target, a prompt or a subject, a colour.
 */
jv plan_check(jv plan);

#endif /* AMB_SCENE_PLAN_H */
