#include <string.h>

#include "ask.h"
#include "cloud/model_route.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "scene/helper.h"
#include "scene/plan.h"

#define SURE 0.9 /* of the sentence understood, to do without a helper */

static jv
check(jv answer, void *ctx)
{
	(void)ctx;
	return plan_check(answer);
}

/* A command without a mood or a scene, of which all was understood. */
static bool
is_direct(const struct intent *in)
{
	int i;

	for (i = 0; i < in->n_themes; i++)
		if (in->themes[i].theme != NULL)
			return false;
	return !in->empty && in->confidence >= SURE;
}

static const char *
chain_of(const struct intent *in)
{
	const char *chain = conf_str(CONF_PLANNER);

	if (strcmp(chain, "auto") != 0)
		return chain;
	return in->alert || is_direct(in) || *model_route_key("chat") == '\0'
		   ? "local"
		   : "chat local";
}

jv
ask_helpers(
    jv *scene, const struct intent *in, int64_t end_ms, bool dry, int *asked)
{
	struct helper helper = {.stage = "plan",
	    .prefix = "amb-plan",
	    .builtin = "local",
	    .chain = chain_of(in),
	    .end_ms = end_ms,
	    .dry = dry,
	    .check = check};
	jv plan = helper_ask(&helper, scene);

	*asked = helper.asked;
	if (!jv_is_valid(plan) || dry)
		return plan;
	plan = msg_set(plan, "planner", jv_string(helper.answered_by));
	return msg_set(plan, "degraded", jv_false());
}
