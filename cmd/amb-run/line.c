#include <string.h>

#include "base/clock.h"
#include "json/msg.h"
#include "line.h"
#include "scene/scene.h"
#include "spool/layout.h"
#include "spool/queue.h"
#include "spool/spool.h"

static bool
has_plan(const struct job *job)
{
	return msg_has(&job->scene, "plan");
}

static bool
makes_no_matrix(const struct job *job)
{
	return !scene_makes(&job->scene, "matrix");
}

static bool
is_superseded(const struct job *job)
{
	return job->superseded;
}

/* The strip is published before the picture is made, or else by the last. */
static const struct step steps[] = {
    /* name, tool, part, skip_if, must_publish */
    {"plan", "amb-plan", NULL, has_plan, false},
    {"strip", "amb-strip", "strip", NULL, false},
    {"lit", "amb-publish", "strip", makes_no_matrix, true},
    {"genimg", "amb-genimg", "matrix", NULL, false},
    {"downsample", "amb-downsample", "matrix", NULL, false},
    {STEP_LAST, "amb-publish", NULL, is_superseded, true},
};
enum { STEPS = sizeof(steps) / sizeof(steps[0]) };

/* Whether the zone shows this part of a newer scene; a state that cannot be
 * read is none. */
static bool
shows_newer(const jv *scene, const char *part)
{
	char zone[SCENE_ZONE_MAX + 1];
	char name[SPOOL_NAME_MAX];
	char id[ULID_LEN + 1];
	char shown[ULID_LEN + 1];
	bool newer;
	jv there;
	jv state;

	scene_id(scene, id);
	scene_zone(scene, zone);
	spool_raise_ids();
	state = spool_json(layout_scene(name, zone));
	there = msg_get(&state, part);
	newer = msg_str(&there, "id", shown, sizeof(shown)) != -1 &&
		ulid_valid(shown) && ulid_supersedes(shown, id, clock_ms());
	jv_free(there);
	jv_free(state);
	return newer;
}

/* Whether a newer scene makes this step useless; that is then its error. */
static bool
supersede(struct job *job, const char *part, const char *step)
{
	if (!queue_newer(&job->scene, part) && !shows_newer(&job->scene, part))
		return false;
	/* the picture is last: without it nothing is left to publish, but
	 * power and brightness, of which amb-publish knows the newest */
	if ((strcmp(part, "matrix") == 0 || makes_no_matrix(job)) &&
	    !scene_switches(&job->scene))
		job->superseded = true;
	job->scene = scene_fail(job->scene, step, FAULT_SUPERSEDED,
	    "a newer instruction has set the %s", part);
	return true;
}

static bool
skip(struct job *job, const struct step *step)
{
	if (step->skip_if != NULL && step->skip_if(job))
		return true;
	if (step->part == NULL)
		return false;
	return !scene_makes(&job->scene, step->part) ||
	       supersede(job, step->part, step->name);
}

/* Continue with the scene that an earlier worker stored after this step. */
static bool
resume(struct job *job, const struct step *step)
{
	char name[SPOOL_NAME_MAX];
	jv scene = jv_invalid();

	if (!job->once)
		scene = spool_json(step_file(job, step->name, name));
	if (!jv_is_valid(scene)) {
		jv_free(scene);
		return false;
	}
	jv_free(job->scene);
	job->scene = scene;
	return true;
}

bool
line_run(struct job *job)
{
	const struct step *step;

	for (step = steps; step < steps + STEPS; step++)
		if (!resume(job, step) && !skip(job, step) &&
		    !step_run(job, step))
			return false;
	/* the last file marks the job as done, also when no tool ran */
	return !job->superseded || step_keep(job, &steps[STEPS - 1]);
}
