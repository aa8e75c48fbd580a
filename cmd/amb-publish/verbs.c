#include <string.h>
#include <sysexits.h>

#include "control_verb.h"
#include "history_verb.h"
#include "json/msg.h"
#include "kept_verb.h"
#include "scene_verb.h"
#include "timer_due.h"
#include "timer_verbs.h"
#include "verbs.h"
#include "zone_verb.h"

static const struct {
	const char *name;
	void (*run)(struct answer_arg *arg, struct answer *answer);
} verbs[] = {
    {"publish", scene_verb},  /* a scene */
    {"strip", scene_strip},   /* a command, with zone, id and fade_s */
    {"power", control_power}, /* zone, id, matrix, strip, fade_s */
    {"brightness", control_brightness}, /* likewise */
    {"undo", history_undo},		/* zone, id, fade_s */
    {"redo", history_redo},		/* likewise */
    {"restore", history_restore},	/* zone, id, entry, fade_s */
    {"recall", history_recall},		/* zone, id, name, fade_s */
    {"keep", kept_keep},		/* zone, name */
    {"forget", kept_forget},		/* zone, name */
    {"scenes", kept_list},		/* zone */
    {"init", zone_init},		/* zone */
    {"zones", zone_list},		/* after, limit */
    {"remove", zone_remove},		/* zone */
    {"status", zone_status},		/* nothing */
    {"timer_add", timer_add},		/* zone, id, instruction, when, tz */
    {"timer_take", timer_take},		/* now_ms */
    {"timer_done", timer_done},		/* jobs, now_ms */
    {"timers", timer_list},		/* zone, after */
    {"cancel", timer_cancel},		/* id */
};
enum { VERBS = sizeof(verbs) / sizeof(verbs[0]) };

void
verbs_run(const char *verb, struct answer_arg *arg, struct answer *answer)
{
	int i;

	for (i = 0; i < VERBS; i++)
		if (strcmp(verbs[i].name, verb) == 0) {
			verbs[i].run(arg, answer);
			return;
		}
	jv_free(arg->msg);
	answer_refuse(answer, EX_DATAERR, "there is no verb '%.32s'", verb);
}
