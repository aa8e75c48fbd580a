#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "conf/conf.h"
#include "job.h"
#include "queue.h"
#include "scene/scene.h"
#include "spool/spool.h"
#include "step.h"
#include "json/msg.h"

/*
 * The line.  The strip is lit before the picture is begun; scene.json, the
 * last, says that the job is done.
 */
static const struct step steps[] = {
    {"plan", "amb-plan", NULL},
    {"strip", "amb-strip", "strip"},
    {"lit", "amb-publish", "strip"},
    {"genimg", "amb-genimg", "matrix"},
    {"downsample", "amb-downsample", "matrix"},
    {"scene", "amb-publish", NULL},
};
enum { STEPS = sizeof(steps) / sizeof(steps[0]) };

static bool
needed(struct job *job, const struct step *step)
{
	if (strcmp(step->name, "plan") == 0)
		return !msg_has(&job->scene, "plan");
	if (strcmp(step->name, "lit") == 0 &&
	    !scene_wants(&job->scene, "matrix"))
		return false; /* the last step lights it */
	return step->part == NULL || scene_wants(&job->scene, step->part);
}

/* Whether a newer scene makes this step idle; says so in the scene. */
static bool
superseded(struct job *job, const struct step *step)
{
	bool before = scene_failed(&job->scene, step->name);

	if (step->part == NULL || before ||
	    !queue_superseded(&job->scene, step->part))
		return before;
	/* the picture is last: without it nothing is left to publish */
	job->superseded = strcmp(step->part, "matrix") == 0 ||
			  !scene_wants(&job->scene, "matrix");
	job->scene = scene_fail(job->scene, step->name, FAULT_SUPERSEDED,
	    "a newer instruction has the %s", step->part);
	return true;
}

/* Go on from what an earlier worker left. */
static bool
resume(struct job *job, const struct step *step)
{
	char name[SPOOL_NAME_MAX];
	jv scene = spool_json(step_file(job, step->name, name));

	if (!jv_is_valid(scene)) {
		jv_free(scene);
		return false;
	}
	jv_free(job->scene);
	job->scene = scene;
	return true;
}

static bool
do_steps(struct job *job)
{
	const struct step *last = &steps[STEPS - 1];
	const struct step *step;

	for (step = steps; step < last; step++) {
		if (resume(job, step) || !needed(job, step))
			continue;
		if (superseded(job, step))
			continue;
		if (!step_run(job, step))
			return false;
	}
	if (resume(job, last))
		return true;
	return job->superseded ? step_keep(job, last) : step_run(job, last);
}

/* Count the workers that this job has had: one byte each. */
static int
attempts(const struct job *job)
{
	char name[SPOOL_NAME_MAX];
	struct stat st = {.st_size = 0};
	int fd =
	    openat(spool_fd(), spool_name(name, "done/%s/attempts", job->id),
		O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);

	if (fd == -1)
		return 0;
	if (write(fd, "+", 1) == 1)
		fstat(fd, &st);
	close(fd);
	return (int)st.st_size;
}

static enum job_end
give_up(const char *id, const char *active, const char *why)
{
	char name[SPOOL_NAME_MAX];

	warn_msg("job '%s' failed: %s", id, why);
	spool_name(name, "failed/%s.json", id);
	return spool_move(active, name) == 0 ? JOB_FAILED : JOB_LATER;
}

/* The last step could not publish: the job failed, with the scene that says
 * why. */
static enum job_end
fail(const struct job *job, const char *active)
{
	char name[SPOOL_NAME_MAX];

	spool_name(name, "failed/%s.json", job->id);
	if (spool_put_json(name, jv_copy(job->scene)) == -1)
		return JOB_LATER;
	spool_remove(step_file(job, "scene", name));
	return spool_remove(active) == 0 ? JOB_FAILED : JOB_LATER;
}

static enum job_end
end(const struct job *job, const char *active, bool done)
{
	char name[SPOOL_NAME_MAX];

	spool_name(name, "done/%s/attempts", job->id);
	spool_remove(name);
	if (!done)
		return JOB_LATER;
	if (job->status != EX_OK && scene_failed(&job->scene, "publish"))
		return fail(job, active);
	return spool_remove(active) == 0 ? JOB_DONE : JOB_LATER;
}

enum job_end
job_run(const char *id)
{
	char active[SPOOL_NAME_MAX];
	char name[SPOOL_NAME_MAX];
	struct job job = {.id = id};
	char why[256];
	enum job_end how;

	spool_name(active, "active/%s.json", id);
	job.scene = spool_json(active);
	if (jv_is_valid(job.scene))
		job.scene = scene_check(job.scene);
	if (!jv_is_valid(job.scene))
		return give_up(
		    id, active, msg_error(job.scene, why, sizeof(why)));
	if (spool_mkdir(spool_name(name, "done/%s", id)) == -1) {
		warn_errno("cannot keep job '%s'", id);
		jv_free(job.scene);
		return JOB_LATER;
	}
	if (attempts(&job) > conf_int(CONF_JOB_ATTEMPTS)) {
		jv_free(job.scene);
		return give_up(id, active, "too many workers died of it");
	}
	how = end(&job, active, do_steps(&job));
	jv_free(job.scene);
	return how;
}
