#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "ask.h"
#include "base/proc.h"
#include "conf/conf.h"
#include "scene/helper.h"
#include "scene/plan.h"
#include "json/msg.h"

#define SURE 0.9 /* of the sentence understood, to do without a helper */

enum { NAME_BYTES = 64 };

static jv
check(jv answer, void *ctx)
{
	(void)ctx;
	return plan_check(answer);
}

static bool
has_chat(void)
{
	char path[PATH_MAX];

	return (conf_str(CONF_API_KEY)[0] != '\0' ||
		   conf_str(CONF_AIHUBMIX_API_KEY)[0] != '\0') &&
	       proc_tool(path, sizeof(path), conf_str(CONF_LIBEXEC),
		   "amb-plan-chat") == 0;
}

/* A command that needs no taste: no mood, no scene, and nothing unclear. */
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
	return in->alert || is_direct(in) || !has_chat() ? "local"
							 : "chat local";
}

/* Word i, from 1, of a chain. */
static void
nth(const char *chain, int i, char name[NAME_BYTES])
{
	size_t n;

	for (;; chain += n) {
		chain += strspn(chain, " ");
		n = strcspn(chain, " ");
		if (--i == 0)
			break;
	}
	snprintf(name, NAME_BYTES, "%.*s", (int)n, chain);
}

jv
ask_helpers(jv *scene, const struct intent *in, int64_t deadline_ms, bool dry,
    int *asked)
{
	struct helper helper = {.stage = "plan",
	    .prefix = "amb-plan",
	    .builtin = "local",
	    .chain = chain_of(in),
	    .deadline_ms = deadline_ms,
	    .dry = dry,
	    .check = check};
	jv plan = helper_ask(&helper, scene, asked);
	char name[NAME_BYTES];

	if (!jv_is_valid(plan) || dry)
		return plan;
	nth(helper.chain, *asked, name);
	plan = msg_set(plan, "planner", jv_string(name));
	return msg_set(plan, "degraded", jv_false());
}

jv
ask_guard(jv plan, jv local)
{
	local = msg_copy_member(local, &plan, "planner");
	jv_free(plan);
	return local;
}
